"""The acts of the quality mark, one function a verb, in files by subject; all writes happen here.

Every act on an application starts with `ritual.acting`: one transaction, the row re-read and locked, permission, state and
conditions checked; then what is special to the act; then the transition, the Event and the mail.
"""
