"""What is wrong with a schedule or a phrase, in a form that a program can act on."""


class ScheduleError(ValueError):
    """Raised for every input that this library refuses.

    `slug` is stable and meant for programs, `detail` is a sentence for the person, `field` names
    the part of the schedule at fault (`starts_at`, `timezone`, `recurrence`, `after_done`, `when`,
    `text`, `lang`), and `choices` are readings or values that would be accepted.
    """

    def __init__(
        self,
        slug: str,
        detail: str,
        *,
        field: str | None = None,
        choices: tuple[str, ...] = (),
    ) -> None:
        super().__init__(detail)
        self.slug = slug
        self.detail = detail
        self.field = field
        self.choices = choices


def refuse(slug: str, detail: str, choices: tuple[str, ...] = ()) -> ScheduleError:
    """The error for a phrase that can't be taken as it stands."""
    return ScheduleError(slug, detail, field="when", choices=choices)
