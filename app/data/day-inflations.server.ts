/** The inflations of a client on the day of a session, as part of its statement. */

/** `session` is the alias of training_sessions; those of a session that was struck through are left out. */
export function dayInflationsSql(session: string): string {
  return `coalesce((select json_agg(json_build_object('id', i.id, 'sessionId', i.session_id, 'lineId', i.prescription_id,
      'limb', i.limb, 'pressureMmhg', i.pressure_mmhg, 'onAt', i.on_at, 'offAt', i.off_at,
      'reperfusionSeconds', r.reperfusion_seconds,
      'deviations', (select coalesce(json_agg(json_build_object('says', y.says, 'reason', y.reason) order by y.id), '[]')
         from deviations y where y.clinic_id = i.clinic_id and y.session_id = i.session_id and y.inflation_id = i.id)) order by i.on_at)
    from inflations i join prescriptions r on r.clinic_id = i.clinic_id and r.id = i.prescription_id
    where i.clinic_id = ${session}.clinic_id and i.client_id = ${session}.client_id and i.performed_on = ${session}.day
      and not is_struck('session', i.session_id)), '[]')`
}
