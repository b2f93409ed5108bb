"""What anybody may see of the marks, without an account: the register, checking a code, the badge, open data, the credential.

Everything that goes out is made from `entries.Entry`, which holds the public fields and nothing else; `entries.PUBLIC_FIELDS`
is the list, and a test looks for anything else in every output. Pages are the same for everybody and set no cookie, so that a
copy may be kept (`ui.copies`). Acts on marks stand elsewhere; here only a signal from outside comes in.
"""
