//! Tables that figures come from: surveys, the reform, messages, the register of problems, calls.

use super::Shape;

/// Waves of surveys.
pub(crate) const SURVEY_WAVES: Shape = Shape {
    table: "survey_waves",
    required: &["id"],
    optional: &[
        "region",
        "place_kk",
        "place_ru",
        "place_en",
        "name_kk",
        "name_ru",
        "name_en",
        "pollster_kk",
        "pollster_ru",
        "pollster_en",
        "commissioned_by_kk",
        "commissioned_by_ru",
        "commissioned_by_en",
        "mode_kk",
        "mode_ru",
        "mode_en",
        "frame_kk",
        "frame_ru",
        "frame_en",
        "field_from",
        "field_to",
        "published_on",
        "response_rate",
        "weighting_kk",
        "weighting_ru",
        "weighting_en",
        "source_kk",
        "source_ru",
        "source_en",
        "url",
        "note_kk",
        "note_ru",
        "note_en",
        "quoted",
    ],
};

/// Questions as they were asked.
pub(crate) const SURVEY_QUESTIONS: Shape = Shape {
    table: "survey_questions",
    required: &["id", "theme", "scale", "asked_in"],
    optional: &[
        "verbatim", "several", "text_kk", "text_ru", "text_en", "base_kk", "base_ru", "base_en",
    ],
};

/// The answers of scales, in their order.
pub(crate) const SURVEY_ANSWERS: Shape = Shape {
    table: "survey_answers",
    required: &["scale", "id", "direction"],
    optional: &["name_kk", "name_ru", "name_en"],
};

/// Shares of answers.
pub(crate) const SURVEY_RESULTS: Shape = Shape {
    table: "survey_results",
    required: &["wave", "question", "answer", "percent"],
    optional: &["region", "group", "about", "low", "high", "n"],
};

/// What the reform promised.
pub(crate) const INDICATORS: Shape = Shape {
    table: "indicators",
    required: &["id", "unit", "good_direction"],
    optional: &[
        "region",
        "name_kk",
        "name_ru",
        "name_en",
        "definition_kk",
        "definition_ru",
        "definition_en",
        "promise_kk",
        "promise_ru",
        "promise_en",
        "target",
        "target_date",
        "promised_on",
        "source_kk",
        "source_ru",
        "source_en",
        "url",
        "quoted",
    ],
};

/// Where its indicators stand.
pub(crate) const INDICATOR_VALUES: Shape = Shape {
    table: "indicator_values",
    required: &["indicator", "date", "value"],
    optional: &[
        "region",
        "about",
        "new_definition",
        "source_kk",
        "source_ru",
        "source_en",
        "url",
        "quoted",
        "note_kk",
        "note_ru",
        "note_en",
    ],
};

/// What became of messages, counted by the endpoint's store.
pub(crate) const FEEDBACK: Shape = Shape {
    table: "feedback",
    required: &["region", "quarter", "received", "answered"],
    optional: &[
        "district",
        "theme",
        "days",
        "closed_done",
        "closed_partly",
        "closed_elsewhere",
        "closed_impossible",
        "confirmed_solved",
        "confirmed_partly",
        "confirmed_not",
        "reopened",
    ],
};

/// What officers wrote for everybody.
pub(crate) const FEEDBACK_ANSWERS: Shape = Shape {
    table: "feedback_answers",
    required: &["region", "quarter", "summary", "answer"],
    optional: &["district", "theme", "outcome", "confirmed"],
};

/// Who can be responsible for a problem.
pub(crate) const AGENCIES: Shape = Shape {
    table: "agencies",
    required: &["id"],
    optional: &["name_kk", "name_ru", "name_en"],
};

/// The register of problems.
pub(crate) const PROBLEMS: Shape = Shape {
    table: "problems",
    required: &["id", "region", "theme", "status"],
    optional: &[
        "district",
        "area",
        "name_kk",
        "name_ru",
        "name_en",
        "problem_kk",
        "problem_ru",
        "problem_en",
        "recommendation_kk",
        "recommendation_ru",
        "recommendation_en",
        "decision_kk",
        "decision_ru",
        "decision_en",
        "decided_on",
        "document_kk",
        "document_ru",
        "document_en",
        "url",
        "agency",
        "due",
        "first_due",
        "indicator_kk",
        "indicator_ru",
        "indicator_en",
        "before",
        "before_on",
        "after",
        "after_on",
        "confirmed",
        "confirmed_n",
        "confirmed_yes",
        "confirmed_how_kk",
        "confirmed_how_ru",
        "confirmed_how_en",
        "confirmed_on",
    ],
};

/// What happened to problems.
pub(crate) const PROBLEM_EVENTS: Shape = Shape {
    table: "problem_events",
    required: &["problem", "date", "kind"],
    optional: &["text_kk", "text_ru", "text_en"],
};

/// What problems are known by.
pub(crate) const PROBLEM_EVIDENCE: Shape = Shape {
    table: "problem_evidence",
    required: &["problem", "kind", "to"],
    optional: &["label_kk", "label_ru", "label_en"],
};

/// The tables of the register.
pub(crate) const REGISTER: [Shape; 4] = [AGENCIES, PROBLEMS, PROBLEM_EVENTS, PROBLEM_EVIDENCE];

/// Calls: read row by row, counted, and never published.
pub(crate) const CALLS: Shape = Shape {
    table: "calls",
    required: &["received"],
    optional: &[
        "id",
        "region",
        "area",
        "lat",
        "lon",
        "dispatched",
        "arrived",
        "closed",
        "priority",
        "category",
        "channel",
    ],
};
