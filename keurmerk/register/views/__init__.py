"""The pages and files of the register, a file by subject."""
