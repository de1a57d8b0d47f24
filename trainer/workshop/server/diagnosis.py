"""What may keep phones from the doors, as far as the laptop can tell without asking another machine."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.workshop.server.networks import Kind, Network, networks


@dataclass(frozen=True, slots=True)
class Advice:
    """What is likely in the way, and what to do about it."""

    what: str
    do: str
    serious: bool = True
    """Phones most likely don't come through."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known about the way to the phones."""

    networks: tuple[Network, ...]
    firewall: str = ""
    """The name of one that is on, if any was seen: ``ufw``, ``firewalld``, ``nftables``."""
    phones: int = 0
    """That have come through so far, in the test or into the room."""
    seconds: float = 0.0
    """Since the doors opened."""
    reached: bool = True
    """Whether the laptop reaches the doors by itself."""


PATIENCE = 60.0
"""Seconds after which a phone should have come, if any can."""
_HOTSPOT = (
    "Switch on the hotspot of this laptop or of a phone, connect laptop and phones to it, and choose that network here."
)


def look_around(phones: int = 0, seconds: float = 0.0, *, reached: bool = True) -> Signs:
    """The signs as they are now; what the doors know is given."""
    return Signs(networks(), firewall(), phones, seconds, reached)


def diagnose(address: str, port: int, signs: Signs) -> tuple[Advice, ...]:
    """What may keep phones from the doors at an address, the likeliest first; nothing once one has come through."""
    if signs.phones:
        return ()
    return tuple(_advice(address, port, signs))


def reaches(address: str, port: int, seconds: float = 2.0) -> bool:
    """Whether this laptop reaches its own doors."""
    try:
        with socket.create_connection((address, port), seconds):
            return True
    except OSError:
        return False


def firewall(root: Path = Path("/")) -> str:
    """The name of a firewall that is on, as far as anybody may see it; empty where none is seen."""
    if sys.platform != "linux":
        return ""
    with_ufw = root / "etc/ufw/ufw.conf"
    try:
        if any(line.strip().lower() == "enabled=yes" for line in with_ufw.read_text(errors="replace").splitlines()):
            return "ufw"
    except OSError:
        pass
    units = root / "etc/systemd/system"
    for name in ("firewalld", "nftables"):
        if any(units.glob(f"*.target.wants/{name}.service")):
            return name
    return ""


def _advice(address: str, port: int, signs: Signs) -> Iterator[Advice]:
    chosen = next((each for each in signs.networks if each.address == address), None)
    if chosen is None:
        yield Advice(
            f"The laptop no longer has the address {address}: it changed its network, or the network is gone.",
            "Choose one of the networks that are there, and open the doors on it.",
        )
        return
    yield from _of_network(chosen, signs)
    if not signs.reached:
        yield Advice(
            f"The laptop doesn't reach its own doors at {address}: a firewall or security program blocks port {port}.",
            f"Allow Case Trainer, or TCP port {port}, in it, or choose another network.",
        )
    elif signs.firewall:
        yield _of_firewall(signs.firewall, port)
    if signs.seconds >= PATIENCE and chosen.is_usable and signs.reached:
        yield Advice(
            "The doors work, and yet no phone has come through. Phones on mobile data or on another Wi-Fi don't reach"
            " the laptop, and many guest networks keep their devices apart.",
            f"Check that a phone is on the same network as the laptop. If it is: {_HOTSPOT}",
        )


def _of_network(chosen: Network, signs: Signs) -> Iterator[Advice]:
    known = ipaddress.ip_address(chosen.address)
    if not any(each.is_usable for each in signs.networks):
        yield Advice("This laptop is in no network that phones could be in.", _HOTSPOT)
    elif not chosen.is_usable:
        yield Advice(f"No phone can be in this network: {chosen.words}.", "Choose the Wi-Fi that the phones are in.")
    elif known.is_link_local:
        yield Advice(
            f"The address {chosen.address} is one that the laptop gave itself, because the network gave it none.",
            f"Connect anew. If that doesn't help: {_HOTSPOT}",
        )
    elif chosen.kind is Kind.VPN:
        yield Advice(
            "This is the network of a VPN; the phones in the room are not in it.",
            "Choose the Wi-Fi that the phones are in, or switch the VPN off.",
        )
    elif any(each.kind is Kind.VPN and each.leads_out for each in signs.networks):
        yield Advice(
            "A VPN is on. Many of them cut the laptop off from the devices around it.",
            "Switch the VPN off for the time of the workshop, or allow local networks in it.",
            serious=False,
        )
    elif known.is_global:
        yield Advice(
            "This network gives its devices public addresses, as large organisations do; most of those keep devices"
            " apart.",
            f"Test with your own phone. If it doesn't come through: {_HOTSPOT}",
            serious=False,
        )


def _of_firewall(name: str, port: int) -> Advice:
    opening = {
        "ufw": f"sudo ufw allow {port}/tcp",
        "firewalld": f"sudo firewall-cmd --add-port={port}/tcp",
        "nftables": f"sudo nft add rule inet filter input tcp dport {port} accept",
    }
    return Advice(
        f"The firewall {name} is on; unless it lets port {port} in, no phone comes through.",
        f"Test with your own phone. If it doesn't come through, run: {opening[name]}",
        serious=False,
    )
