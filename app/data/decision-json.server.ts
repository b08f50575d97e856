/** Findings and decisions as JSON values of a statement, as the domain's records have them. */

/** The expression for the row of findings known as `of`. */
export function findingJson(of: string, more = ''): string {
  return `json_build_object('id', ${of}.id, 'ruleId', ${of}.rule_id, 'prescriptionId', ${of}.prescription_id,
    'severity', ${of}.severity, 'value', ${of}.value, 'range', ${of}.range, 'says', ${of}.says,
    'why', coalesce(${of}.trainer_why, '')${more})`
}

/** The expression for what was written beside the lines of the row of decisions known as `of`: CommentedLine[]. */
export function commentsJson(of: string): string {
  return `coalesce((select json_agg(json_build_object('lineId', l.id, 'position', l.position, 'exercise', l.exercise,
      'limb', l.limb, 'comment', c.comment) order by l.position)
    from line_comments c join prescriptions l on l.clinic_id = c.clinic_id and l.id = c.prescription_id
    where c.clinic_id = ${of}.clinic_id and c.decision_id = ${of}.id), '[]')`
}

/** The expression for the row of decisions known as `of`: a DecisionRecord. */
export function decisionJson(of: string): string {
  return `json_build_object('id', ${of}.id, 'versionId', ${of}.version_id, 'outcome', ${of}.outcome,
    'signerName', ${of}.signer_name, 'signedAs', ${of}.signed_as, 'licenceNumber', ${of}.licence_number,
    'licenceValidUntil', ${of}.licence_valid_until, 'at', ${of}.occurred_at, 'timeZone', ${of}.time_zone,
    'meaning', ${of}.meaning, 'reason', ${of}.reason, 'justification', ${of}.justification,
    'limits', json_build_object('maxLoadPercent', ${of}.max_load_percent, 'maxPressurePercent', ${of}.max_pressure_percent,
      'maxSessionsPerWeek', ${of}.max_sessions_per_week, 'isSupervisedOnly', ${of}.is_supervised_only, 'reviewBy', ${of}.review_by),
    'validUntil', ${of}.valid_until, 'contentHash', ${of}.content_hash,
    'answers', coalesce((select json_agg(${findingJson('f', ", 'answer', a.answer, 'isCured', a.is_cured_by_limit")} order by f.rule_id, f.id)
      from finding_answers a join findings f on f.clinic_id = a.clinic_id and f.id = a.finding_id
      where a.clinic_id = ${of}.clinic_id and a.decision_id = ${of}.id), '[]'),
    'comments', ${commentsJson(of)})`
}
