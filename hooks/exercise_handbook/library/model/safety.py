"""safety.yaml: what is said for every exercise."""

from collections.abc import Mapping

from pydantic import Field

from exercise_handbook.library.model.entry import Cited, Entry, Illustration, Review, Said
from exercise_handbook.library.model.values import Keyed, Name, Phone, Words
from exercise_handbook.library.problems import Trail


class Signs(Entry):
    """Signs that belong together, under a heading if they need one."""

    heading: Words | None = Field(default=None, description="a heading, if the signs need one")
    signs: tuple[Said, ...] = Field(
        description="the signs, at most 7: each ends the card's sentence, so it starts small and has no full stop"
    )
    figure: Illustration | None = Field(default=None, description="a picture that shows where such signs are felt")


class HelpCard(Entry):
    """One level of help: what to do, and the signs that ask for it."""

    heading: Words = Field(description="the level in words, such as Emergency: get help now")
    call: tuple[Said, ...] = Field(default=(), description="whom to call, one line a country")

    act: Words = Field(description="the start of the sentence that each sign ends")
    groups: tuple[Signs, ...] = Field(description="the signs, in one or more groups")


class Help(Entry):
    """The three levels of help."""

    emergency: HelpCard = Field(description="signs to get help now")
    today: HelpCard = Field(description="signs to get help today")
    appointment: HelpCard = Field(description="signs to make an appointment")


class EmergencyLine(Cited):
    """The gravest signs and whom to call, short enough to stand beside all steps and on every sheet."""

    call: Words = Field(description="whom to call, such as Emergency (UK 999, US 911):")
    signs: tuple[Words, ...] = Field(description="about four signs, each a few words")


class Judgement(Cited):
    """Something one may feel, and what to do then."""

    feel: Words = Field(description="what the reader feels")
    act: Words = Field(description="what to do then")


class FloorFigure(Illustration):
    """A picture of getting down or up: where one is at the end of some steps."""

    steps: tuple[Words, ...] = Field(
        description="the steps that end so, word for word, of down and up, here or of a position"
    )


class Floor(Cited):
    """Getting down to the floor and up again, and what to do on a bed instead."""

    before: tuple[Said, ...] = Field(description="what to know before getting down")
    down: tuple[Words, ...] = Field(description="the steps to get down")
    up: tuple[Words, ...] = Field(description="the steps to get up")
    figures: tuple[FloorFigure, ...] = Field(default=(), description="pictures in figures/ beside the steps")
    bed: tuple[Said, ...] = Field(description="what to do on a bed instead")
    chair: tuple[Said, ...] = Field((), description="what there is on a chair, here or elsewhere, with its sources")
    also_called: tuple[Name, ...] = Field(default=(), description="what readers search for who need this page")


SAFETY_PARTS: Mapping[str, tuple[str, ...]] = {
    "signs": ("calm", "also_called", "in_short", "phones", "help"),
    "ask_first": ("ask_first",),
    "surgery": ("surgery",),
    "pain": ("pain", "hurt", "stop_if", "mild"),
    "get_ready": ("get_ready",),
    "afterwards": ("afterwards",),
    "surface": ("surface",),
    "building_up": ("building_up",),
    "your_numbers": ("your_numbers",),
    "disclaimer": ("disclaimer",),
    "floor": ("floor",),
    "reviewed": ("reviewed",),
}
"""The fields of safety.yaml by what belongs together: a library writes a part, or takes the general text for it."""


class Safety(Entry):
    """What is said for every exercise of the library."""

    calm: Said = Field(description="what to say before the signs, so that they do not alarm")
    also_called: tuple[Name, ...] = Field(
        default=(), description="what readers search for who need the page of safety first"
    )

    in_short: EmergencyLine = Field(description="the gravest signs in one line, for every page with steps")
    phones: tuple[Phone, ...] = Field(
        default=(),
        description="telephone numbers in these texts, in quotes; pages link them, so that a phone can call them",
    )

    help: Help = Field(description="when to get help, one card a level")
    ask_first: Keyed[Said] = Field(
        description="who asks first, each under a name: the end of “Ask … first if …”, the gravest first, at most 8"
    )
    surgery: tuple[Said, ...] = Field(default=(), description="what to say to people after surgery or a bad injury")
    pain: tuple[Judgement, ...] = Field(description="how much pain is all right")
    hurt: Said | None = Field(default=None, description="the last word on pain")
    stop_if: tuple[Said, ...] = Field(
        description="the end of “Stop if …”, true of every exercise; short, as sheets repeat it"
    )
    mild: Said = Field(description="what is all right to feel; short, as sheets repeat it")
    get_ready: tuple[Said, ...] = Field(description="what to do before every exercise")
    afterwards: tuple[Said, ...] = Field(default=(), description="what to do after the last exercise, in any position")
    surface: Said | None = Field(default=None, description="where to lie")
    building_up: Said | None = Field(default=None, description="how to do more, bit by bit")
    your_numbers: Said = Field(description="that the physiotherapist's own numbers come first")
    disclaimer: Words = Field(description="the line at the foot of every page")
    floor: Floor | None = Field(
        default=None, description="getting down and up again, where something is done on the floor"
    )

    reviewed: Review | None = Field(
        default=None, description="who checked all of it; only after a clinician really has"
    )

    @property
    def illustrations(self) -> list[tuple[Trail, Illustration]]:
        """Every picture beside the signs and the steps to the floor, and where it is named."""
        floor = enumerate(self.floor.figures if self.floor else ())
        groups = [
            (("help", level, "groups", number), group)
            for level, card in self.help
            for number, group in enumerate(card.groups)
        ]
        signs = [((*trail, "figure"), group.figure) for trail, group in groups if group.figure]
        return [*signs, *((("floor", "figures", number), figure) for number, figure in floor)]

    @property
    def picture_files(self) -> list[tuple[Trail, str]]:
        """Every file in figures/ that it names, and where it names it."""
        return [((*trail, field), file) for trail, one in self.illustrations for field, file in one.files]
