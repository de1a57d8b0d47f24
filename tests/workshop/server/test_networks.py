from __future__ import annotations

import socket
from pathlib import Path

import pytest

from trainer.workshop.server.diagnosis import PATIENCE, Signs, diagnose, firewall, look_around, reaches
from trainer.workshop.server.networks import Kind, Network, is_this_laptop, kind_of, networks

WIFI = Network("wlp3s0", "192.168.1.20", Kind.WIFI, leads_out=True)
VPN = Network("wg0", "10.8.0.2", Kind.VPN)
DOCKER = Network("docker0", "172.17.0.1", Kind.VIRTUAL)
SELF = Network("lo", "127.0.0.1", Kind.LOOPBACK)
BARE = Network("wlp3s0", "169.254.7.7", Kind.WIFI)
PUBLIC = Network("wlp3s0", "141.20.3.4", Kind.WIFI, leads_out=True)


def _whats(address: str, signs: Signs) -> list[str]:
    return [each.what for each in diagnose(address, 8420, signs)]


@pytest.mark.parametrize(
    ("name", "address", "kind"),
    [
        ("wlan0", "192.168.1.20", Kind.WIFI),
        ("wlp3s0", "10.0.0.4", Kind.WIFI),
        ("Wi-Fi", "192.168.1.20", Kind.WIFI),
        ("enp0s31f6", "192.168.1.20", Kind.CABLE),
        ("eth0", "fd00::2", Kind.CABLE),
        ("wlp3s0", "10.42.0.1", Kind.HOTSPOT),
        ("docker0", "172.17.0.1", Kind.VIRTUAL),
        ("br-3f2a", "172.18.0.1", Kind.VIRTUAL),
        ("virbr0", "192.168.122.1", Kind.VIRTUAL),
        ("vEthernet (WSL)", "172.20.0.1", Kind.VIRTUAL),
        ("wg0", "10.8.0.2", Kind.VPN),
        ("tun0", "10.9.0.2", Kind.VPN),
        ("tailscale0", "100.64.0.7", Kind.VPN),
        ("lo", "127.0.0.1", Kind.LOOPBACK),
        ("lo", "::1", Kind.LOOPBACK),
        ("whatever", "192.168.1.20", Kind.OTHER),
    ],
)
def test_a_network_is_known_by_name_and_address(name: str, address: str, kind: Kind) -> None:
    assert kind_of(name, address, lambda _: False) is kind


def test_what_the_system_calls_wireless_is_wifi_whatever_its_name() -> None:
    assert kind_of("phy0", "192.168.1.20", lambda name: name == "phy0") is Kind.WIFI


def test_the_hotspot_of_a_phone_is_called_so() -> None:
    assert Network("wlan0", "172.20.10.3", Kind.WIFI).words == "Hotspot of a phone (wlan0)"
    assert WIFI.words == "Wi-Fi (wlp3s0)"


def test_this_laptop_knows_its_own_addresses() -> None:
    known = networks()

    assert any(each.kind is Kind.LOOPBACK for each in known)
    assert is_this_laptop("127.0.0.1")
    assert not is_this_laptop("203.0.113.7")
    usable = [each.is_usable for each in known]
    assert usable == sorted(usable, reverse=True)
    assert look_around(phones=3, seconds=5).networks == known


def test_nothing_is_wrong_with_an_ordinary_wifi() -> None:
    assert not diagnose(WIFI.address, 8420, Signs((WIFI, SELF)))


def test_once_a_phone_came_through_nothing_is_said() -> None:
    signs = Signs((VPN, SELF), firewall="ufw", phones=1, seconds=500, reached=False)

    assert not diagnose(VPN.address, 8420, signs)


@pytest.mark.parametrize(
    ("address", "signs", "word"),
    [
        ("127.0.0.1", Signs((SELF,)), "in no network"),
        (DOCKER.address, Signs((DOCKER, SELF)), "in no network"),
        (DOCKER.address, Signs((WIFI, DOCKER)), "No phone can be in this network"),
        ("192.168.9.9", Signs((WIFI,)), "no longer has the address"),
        (BARE.address, Signs((BARE,)), "gave itself"),
        (VPN.address, Signs((VPN, WIFI)), "network of a VPN"),
        (WIFI.address, Signs((WIFI, Network("tun0", "10.9.0.2", Kind.VPN, leads_out=True))), "A VPN is on"),
        (PUBLIC.address, Signs((PUBLIC,)), "public addresses"),
        (WIFI.address, Signs((WIFI,), reached=False), "doesn't reach its own doors"),
        (WIFI.address, Signs((WIFI,), firewall="ufw"), "firewall ufw is on"),
        (WIFI.address, Signs((WIFI,), firewall="firewalld"), "firewall firewalld is on"),
        (WIFI.address, Signs((WIFI,), firewall="nftables"), "firewall nftables is on"),
        (WIFI.address, Signs((WIFI,), seconds=PATIENCE), "no phone has come through"),
    ],
)
def test_what_is_likely_in_the_way_is_said_with_what_to_do(address: str, signs: Signs, word: str) -> None:
    advice = diagnose(address, 8420, signs)

    assert [each for each in advice if word in each.what]
    for each in advice:
        assert each.do.endswith((".", "tcp", "accept"))
        assert each.what.endswith(".")


def test_the_port_to_be_let_in_is_named() -> None:
    (advice,) = diagnose(WIFI.address, 8421, Signs((WIFI,), firewall="ufw"))

    assert "sudo ufw allow 8421/tcp" in advice.do
    assert not advice.serious


def test_nobody_is_told_of_a_silent_network_before_there_was_time_to_come() -> None:
    assert not _whats(WIFI.address, Signs((WIFI,), seconds=PATIENCE - 1))


def test_a_firewall_is_seen_where_the_system_shows_it(tmp_path: Path) -> None:
    assert firewall(tmp_path) == ""

    units = tmp_path / "etc/systemd/system/sysinit.target.wants"
    units.mkdir(parents=True)
    (units / "nftables.service").touch()
    assert firewall(tmp_path) == "nftables"

    ufw = tmp_path / "etc/ufw/ufw.conf"
    ufw.parent.mkdir()
    ufw.write_text("# Set to yes to start on boot.\nENABLED=no\n")
    assert firewall(tmp_path) == "nftables"
    ufw.write_text("ENABLED=yes\n")
    assert firewall(tmp_path) == "ufw"


def test_whether_the_laptop_reaches_its_own_doors_is_tried() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        assert not reaches("127.0.0.1", port)
        listening.listen()
        assert reaches("127.0.0.1", port)
