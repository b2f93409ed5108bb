"""The append-only history of every act: Event and record(). Nothing here knows what the verbs mean."""
