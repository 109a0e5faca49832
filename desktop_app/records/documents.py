"""Documents as rows of a record, asked in the same way wherever there are any."""

from desktop_app.language import N_
from desktop_app.records.questionnaire import Answer, Need, Question

DOCUMENT = (
    Question(field="name", label=N_("Document"), kind=Answer.LINE, need=Need.DRAFT),
    Question(field="file", label=N_("File"), kind=Answer.FILE),
    Question(field="category", label=N_("Kind"), kind=Answer.CODE, codes="document_category"),
    Question(field="link", label=N_("Link"), kind=Answer.LINE),
    Question(field="date", label=N_("Date"), kind=Answer.DATE),
    Question(field="language", label=N_("Language"), kind=Answer.CODE, codes="language"),
)
