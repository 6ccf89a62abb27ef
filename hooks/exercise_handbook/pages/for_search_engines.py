"""The schema.org description of the page of an exercise: nothing but the truth.

The page of an exercise without a review names no reviewer and no day, and a review that has run out does not count.
"""

from typing import Any

from exercise_handbook.library import addresses as at
from exercise_handbook.library.instructions import Instructions
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.exercises import Exercise, Figure
from exercise_handbook.library.model.publication import Licence
from exercise_handbook.library.wording import ReviewState, review_state
from exercise_handbook.pages.templating import in_full


def described(one: Exercise, library: Library) -> dict[str, Any]:
    """A MedicalWebPage about an ExercisePlan, with its pictures."""
    about = library.publication
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": one.name,
        "url": in_full(library, at.exercise(one.slug)),
        "inLanguage": about.language,
        "dateModified": about.edition.isoformat(),
        "publisher": {"@type": "Organization", "name": about.publisher},
        **_licensed(about.licence),
        **_reviewed(one, library),
        "mainEntity": _plan(one, library),
    }


def _plan(one: Exercise, library: Library) -> dict[str, Any]:
    others = [*filter(None, [one.plain_name]), *one.also_called]
    return {
        "@type": "ExercisePlan",
        "name": one.name,
        **({"alternateName": others} if others else {}),
        "description": one.aim,
        "exerciseType": list(dict.fromkeys(library.vocabulary.kinds[kind].name for kind, _ in one.goals)),
        "repetitions": one.dose.repetitions,
        "activityFrequency": Instructions(one, one.dose, library).dose_line,
        **({"image": [_image(figure, library) for figure in one.figures]} if one.figures else {}),
    }


def _image(figure: Figure, library: Library) -> dict[str, Any]:
    size = library.pictures[figure.file]
    own = library.publication.figures_licence
    licence = Licence(name=figure.licence) if figure.licence else own
    return {
        "@type": "ImageObject",
        "contentUrl": in_full(library, f"/figures/{figure.file}"),
        "width": size.width,
        "height": size.height,
        "description": figure.alt,
        **(_licensed(licence) if licence else {}),
    }


def _licensed(licence: Licence) -> dict[str, Any]:
    """The licence, by its address or else by its name."""
    return {"license": licence.address or licence.name}


def _reviewed(one: Exercise, library: Library) -> dict[str, Any]:
    review = one.reviewed
    if review is None or review_state([one], library) != ReviewState.GOOD:
        return {}
    by = {"@type": "Person", "name": review.by, "jobTitle": review.role}
    return {"lastReviewed": review.on.isoformat(), "reviewedBy": by}
