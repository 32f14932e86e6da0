"""Which hosts belong to one office: one content management system may answer under several names, with the same page numbers.

A host that is not in the table is an office of its own, with or without `www.`; nothing is guessed from likeness.
"""

from __future__ import annotations

_HOSTS = {
    "scdfz": ("scdfz.sc.gov.cn", "scdfz.org.cn", "scsqw.cn"),  # one CMS; its pages end in content_<number>
}
_OFFICES = {host: office for office, hosts in _HOSTS.items() for host in hosts}


def office_of(host: str) -> str:
    """The office that publishes under `host`, a lower-case name without port."""
    bare = host.removeprefix("www.")
    return _OFFICES.get(bare, bare)
