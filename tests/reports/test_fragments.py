import pytest
from reportlab.platypus import Paragraph

from desktop_app.reports.paper import style
from desktop_app.reports.tagging.flowables import Words
from desktop_app.reports.tagging.fragments import fragments_of

LABEL = '<font size="6.8" color="#5c6965">'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Agua",
        "Agua  en\n cuencas",
        f"{LABEL}Monto</font><br/>20 000 USD",
        f"{LABEL}</font><br/>sin etiqueta",
        "<br/><br/>al pie",
        '<font name="SurcoSans-Bold">Quién</font>  el Ministerio',
        "Oferta &amp; demanda",
        "<b>nada</b> que no se lea",
        "\ue000<br/>\ue001",
    ],
)
@pytest.mark.parametrize("look", ["text", "hint", "cell"])
def test_a_text_has_the_fragments_that_reportlab_finds_in_it(text, look):
    read = [vars(part) for part in Paragraph(text, style(look)).frags]
    first, again = ([vars(part) for part in Words(text, style(look)).frags] for _ in range(2))

    assert first == read
    assert again == read


def test_what_is_done_to_the_fragments_of_one_text_leaves_those_of_the_next():
    fragments_of("uno<br/>dos", style("text"))[0].us_lines.append("line")

    assert fragments_of("tres<br/>dos", style("text"))[0].us_lines == []


def test_other_markup_has_to_be_read():
    assert fragments_of('<a href="x">uno</a>', style("text")) is None
