from desktop_app.actions import weighing

MB = 1_000_000


def test_a_bundle_that_fits_is_one_part():
    assert weighing.parts_of(9 * MB, 10 * MB) == weighing.parts_of(90 * MB, 0) == 1


def test_parts_that_are_told_of_allow_for_what_goes_around_each():
    assert weighing.parts_of(3_700_000, 2 * MB) == 3  # 2.6 MB of files, as they were laid
