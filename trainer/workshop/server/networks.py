"""The networks that this laptop is in, and which of them phones are likely in too.

Nothing here sends anything to another machine.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psutil

_NOWHERE = ("192.0.2.1", 9)
"""An address that belongs to nobody; asking the system for the way there sends nothing."""


class Kind(StrEnum):
    """What a network is, as far as its name and address tell."""

    HOTSPOT = "hotspot"
    """Made by this laptop."""
    WIFI = "wifi"
    CABLE = "cable"
    OTHER = "other"
    VPN = "vpn"
    VIRTUAL = "virtual"
    """Between programs on this laptop."""
    LOOPBACK = "loopback"
    """This laptop alone."""


_ORDER = tuple(Kind)
_WORDS = {
    Kind.HOTSPOT: "Hotspot of this laptop",
    Kind.WIFI: "Wi-Fi",
    Kind.CABLE: "Cable",
    Kind.OTHER: "Network",
    Kind.VPN: "VPN",
    Kind.VIRTUAL: "Between programs on this laptop",
    Kind.LOOPBACK: "This laptop alone",
}
_VPN = ("tun", "tap", "wg", "utun", "ppp", "tailscale", "zt", "nordlynx", "proton", "ipsec", "cscotun", "gpd")
_VIRTUAL = ("docker", "br-", "veth", "virbr", "vboxnet", "vmnet", "lxc", "lxd", "cni", "podman", "vethernet", "vmware")
_WIFI = ("wl", "wi-fi", "wifi", "wlan", "airport")
_CABLE = ("eth", "en", "em", "ethernet", "usb", "thunderbolt")
_OWN_HOTSPOTS = tuple(map(ipaddress.ip_address, ("10.42.0.1", "192.168.137.1")))
"""What NetworkManager and Windows give the laptop that makes a hotspot."""
_PHONE_HOTSPOTS = tuple(map(ipaddress.ip_network, ("172.20.10.0/28", "192.168.43.0/24")))
"""Of iPhones and of many Androids."""


@dataclass(frozen=True, slots=True)
class Network:
    """One address of this laptop."""

    name: str
    """What the system calls it: ``wlan0``."""
    address: str
    kind: Kind
    leads_out: bool = False
    """Whether it is the way to everything else."""

    @property
    def words(self) -> str:
        """What it is, in plain words."""
        known = ipaddress.ip_address(self.address)
        if self.kind is not Kind.HOTSPOT and any(known in each for each in _PHONE_HOTSPOTS):
            return f"Hotspot of a phone ({self.name})"
        return f"{_WORDS[self.kind]} ({self.name})"

    @property
    def is_usable(self) -> bool:
        """Whether phones could be in it too."""
        return self.kind not in (Kind.LOOPBACK, Kind.VIRTUAL)


def networks() -> tuple[Network, ...]:
    """Every address of this laptop that is up, the one that phones are most likely to reach first."""
    way_out = _way_out()
    stats = psutil.net_if_stats()
    found = [
        network
        for name, addresses in psutil.net_if_addrs().items()
        if name not in stats or stats[name].isup
        for network in _networks(name, [each.address for each in addresses], way_out)
    ]
    return tuple(sorted(found, key=_rank))


def kind_of(name: str, address: str, is_wireless: Callable[[str], bool]) -> Kind:
    """What a network of this name and address is."""
    known = ipaddress.ip_address(address)
    lower = name.lower()
    if known.is_loopback:
        return Kind.LOOPBACK
    if lower.startswith(_VPN):
        return Kind.VPN
    if lower.startswith(_VIRTUAL):
        return Kind.VIRTUAL
    if known in _OWN_HOTSPOTS:
        return Kind.HOTSPOT
    if is_wireless(name) or lower.startswith(_WIFI):
        return Kind.WIFI
    return Kind.CABLE if lower.startswith(_CABLE) else Kind.OTHER


def is_this_laptop(address: str) -> bool:
    """Whether an address that came in is the laptop's own, so that no phone is known to have come through."""
    return any(address == each.address for each in networks())


def _networks(name: str, addresses: list[str], way_out: str) -> Iterator[Network]:
    for address in addresses:
        try:
            known = ipaddress.ip_address(address)
        except ValueError:
            # Of a network card, or of IPv6 within one network: no browser opens these.
            continue
        if isinstance(known, ipaddress.IPv6Address) and (known.is_link_local or known.is_loopback):
            continue
        yield Network(name, address, kind_of(name, address, _is_wireless), leads_out=address == way_out)


def _rank(network: Network) -> tuple[object, ...]:
    known = ipaddress.ip_address(network.address)
    return (
        not network.is_usable,
        known.is_link_local,
        network.kind is Kind.VPN,
        known.version == 6,
        network.kind is not Kind.HOTSPOT,
        not network.leads_out,
        _ORDER.index(network.kind),
        network.name,
    )


def _is_wireless(name: str) -> bool:
    return sys.platform == "linux" and Path("/sys/class/net", name, "wireless").exists()


def _way_out() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_NOWHERE)
        except OSError:
            return ""
        return str(asking.getsockname()[0])
