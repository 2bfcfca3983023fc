"""The keys with which slips are signed, published so that anybody can check one without us."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.http import HttpResponse

from motcua.desks.citizen import house
from motcua.desks.shared.door import DeskRequest, public
from motcua.dossiers import summary
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger import keys


@dataclass(frozen=True, slots=True)
class Published:
    """A public key as it is shown: its name, how slips name it, its fingerprint in groups, whether it signs now."""

    name: str
    on_slips: str
    fingerprint: str
    pem: str
    signs_now: bool


def all_keys() -> tuple[Published, ...]:
    """Return the public keys of this node, the one that signs now first."""
    ours = keys.load(settings.MOTCUA_KEYS)
    shown = [_published(name, key, signs_now=name == ours.key_id) for name, key in ours.public.items()]
    return tuple(sorted(shown, key=lambda one: (not one.signs_now, one.name)))


def _published(name: str, key: Ed25519PublicKey, *, signs_now: bool) -> Published:
    digest = hashlib.sha256(key.public_bytes_raw()).hexdigest()
    written = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    groups = " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))
    return Published(name, summary.key_id(key), groups, written.decode("ascii"), signs_now)


@public
def published(request: DeskRequest) -> HttpResponse:
    """Show every public key with its fingerprint, and how to check a slip with it alone."""
    return house.page(request, "citizen/keys.html", house.house(), {"keys": all_keys()})


@public
def pem(request: DeskRequest, name: str) -> HttpResponse:
    """Hand out one public key as a file."""
    del request
    found = next((one for one in all_keys() if one.name == name), None)
    if found is None:
        raise NotFound(N_("Không có khóa công khai mang tên này."))
    response = HttpResponse(found.pem, content_type="application/x-pem-file")
    response.headers["Content-Disposition"] = f'attachment; filename="motcua-{found.name}.pem"'
    return response
