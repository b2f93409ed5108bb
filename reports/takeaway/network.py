"""What the network keeps of a person in files: the photo, a photo that waits for approval, and proofs of training."""

from zipfile import ZipFile

from auditors.models import Photo, Proposal, Training
from goedgeregeld.accounts.models import User

FOLDER = "adviseur-of-auditor"


def has_files(user: User) -> bool:
    """Whether there is anything to pack."""
    of = {"profile__user": user}
    return (
        Photo.objects.filter(**of).exists()
        or Proposal.objects.filter(**of, content__isnull=False).exists()
        or Training.objects.filter(**of, proof__isnull=False).exists()
    )


def pack_network(package: ZipFile, *, user: User) -> str:
    """A folder with these files. Returns its name."""
    of = {"profile__user": user}
    for photo in Photo.objects.filter(**of):
        package.writestr(f"{FOLDER}/foto.jpg", bytes(photo.content))
    for proposed in Proposal.objects.filter(**of, content__isnull=False):
        package.writestr(f"{FOLDER}/voorgestelde-foto.jpg", bytes(proposed.content or b""))
    proofs = Training.objects.filter(**of, proof__isnull=False).order_by("pk")
    for number, training in enumerate(proofs.iterator(chunk_size=1), start=1):
        package.writestr(f"{FOLDER}/bewijs-{number:02d}-{training.proof_name}", bytes(training.proof or b""))
    return FOLDER
