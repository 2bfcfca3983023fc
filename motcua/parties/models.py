"""Tables of parties. Every search goes through an index that holds on SQLite and PostgreSQL alike: see ``NameKey``."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.kernel.text import fold
from motcua.ledger.models import Streamed
from motcua.parties.rules.authority import Side
from motcua.parties.rules.details import Details
from motcua.parties.rules.words import PartyKind

FOLDED_LENGTH = 250
KEY_LENGTH = 280
KEYS_MOST = 12


class Party(Streamed):
    """A citizen or an organisation. ``born`` and ``deceased`` are partial dates as text; ``phone`` is E.164.

    ``merged_into`` is the record this one was merged into; ``root`` the one that speaks for it in the end (itself, most
    often). Nothing moves in a merging, so it can be undone. An erased record is empty but for its id.
    """

    STREAM = "person"

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=250, blank=True)
    folded = models.CharField(max_length=FOLDED_LENGTH, blank=True)
    born = models.CharField(max_length=10, blank=True)
    sex = models.CharField(max_length=6, blank=True)
    nationality = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=500, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    phone_tail = models.CharField(max_length=4, blank=True)
    email = models.CharField(max_length=254, blank=True)
    deceased = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=12)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="absorbed", db_index=False
    )
    root = models.ForeignKey("self", on_delete=models.PROTECT, related_name="family")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["realm", "phone_tail", "folded"], name="parties_phone_tail"),
            models.Index(fields=["realm", "born", "folded"], name="parties_born"),
            models.Index(fields=["realm", "folded"], name="parties_folded"),
        ]

    @property
    def side(self) -> Side:
        """The party as the rules of authority know it."""
        return Side(kind=PartyKind(self.kind), born=self.born, deceased=self.deceased)

    @property
    def details(self) -> Details:
        """The fields of the record as the rules know them."""
        return Details(
            name=self.name,
            born=self.born,
            sex=self.sex,
            nationality=self.nationality,
            address=self.address,
            phone=self.phone,
            email=self.email,
            deceased=self.deceased,
        )

    @details.setter
    def details(self, new: Details) -> None:
        for field in Details.__dataclass_fields__:
            setattr(self, field, getattr(new, field))
        self.folded = fold(self.name)[:FOLDED_LENGTH]
        self.phone_tail = self.phone[-4:]

    def name_keys(self) -> list[NameKey]:
        """Return the search keys of the name, not saved."""
        spaced = f" {self.folded} "
        leads = list(dict.fromkeys(self.folded.split()))[:KEYS_MOST]
        return [NameKey(party_id=self.id, realm=self.realm, key=(lead + spaced)[:KEY_LENGTH]) for lead in leads]


class NameKey(models.Model):
    """One row a word of a name: the word, then the whole folded name between spaces ("hong nguyen thi hong ").

    A range of ``key`` finds names that begin with what was typed, or that hold one word, already in order and with the
    rest of the name at hand to check other words, without touching the party's row. So a search stops at its limit, and
    costs as much at a million people as at a thousand. PostgreSQL compares the column byte by byte (second migration),
    as SQLite does.
    """

    id = models.BigAutoField(primary_key=True)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="keys")
    realm = models.CharField(max_length=5)
    key = models.CharField(max_length=KEY_LENGTH)

    class Meta:
        indexes = [models.Index(fields=["realm", "key", "party"], name="parties_namekey_order")]


class Identifier(models.Model):
    """A number of a paper. ``current`` is false for a paper no longer in use; ``withdrawn_at`` for a mistake.

    It stays with the record it was given to also when that record is merged: lookups go on to the record's ``root``.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="identifiers")
    realm = models.CharField(max_length=5)
    kind = models.CharField(max_length=12)
    value = models.CharField(max_length=40)
    issued_on = models.CharField(max_length=10, blank=True)
    issued_by = models.CharField(max_length=200, blank=True)
    current = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["realm", "value", "kind"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="parties_identifier_once",
            )
        ]


class Proxy(models.Model):
    """That ``person`` may stand in for ``principal``. ``valid_to`` is the last day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    principal = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="proxies")
    person = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="acts_for")
    relationship = models.CharField(max_length=20)
    matter = models.CharField(max_length=20)
    scope = models.CharField(max_length=20)
    about = models.CharField(max_length=300, blank=True)
    paper = models.CharField(max_length=200, blank=True)
    certified = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)


class Consent(models.Model):
    """That a party agreed to one use of its data: how far (``scope``), how, and until when."""

    id = models.UUIDField(primary_key=True, default=new_id)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20)
    scope = models.CharField(max_length=300, blank=True)
    manner = models.CharField(max_length=10)
    evidence = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_manner = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="parties_consent_once",
            )
        ]
