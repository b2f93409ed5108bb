"""How files come in: in memory while small, then in a file without a name, of which nothing is left when the process stops."""

import tempfile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MIB = 1024 * 1024


class NamelessUploadHandler(FileUploadHandler):
    """Keeps each file in an anonymous temporary file, whatever becomes of the request.

    Of a file that is larger than any may be, the rest is counted but not kept, so that nobody fills the disk; its `size` says
    how large it was, and each form refuses it by that.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        largest = max(settings.EVIDENCE_FILE_MB * MIB, settings.SHEET_MAX_BYTES)
        self.room = largest + 1
        self.file = tempfile.SpooledTemporaryFile(max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE)  # noqa: SIM115 - closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        self.file.write(raw_data[: max(0, self.room)])
        self.room -= len(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.file.seek(0)
        return UploadedFile(
            self.file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
