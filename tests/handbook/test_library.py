"""What is worked out of a library once, and belongs to it alone."""


def number(library):
    """How many exercises there are."""
    return len(library.exercises)


def test_a_copy_with_other_values_knows_nothing_that_was_worked_out_before(sample):
    assert sample.positions_used
    assert sample.once(number) > 0
    less = sample.model_copy(update={"exercises": {}})
    assert (len(less.positions_used), less.once(number)) == (0, 0)


def test_what_is_made_once_of_a_library_is_not_made_again(sample):
    makers = []

    def make(library):
        makers.append(library)
        return number(library)

    assert sample.once(make) == sample.once(make) == number(sample)
    assert len(makers) == 1
