import { useState } from 'preact/hooks'
import { operationWords } from '../operations/index'
import { requestWords } from './words/index'
import { t } from '../words/index'
import { ownTeam, TeamField, useTeams } from '../entities/index'
import type { AccessRequest, Team } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { FormEnd } from '../ui/FormEnd'
import { Note } from '../ui/Note'
import { ReasonField } from '../ui/ReasonField'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { approve, useRequested, type Approval } from './data'
import { askerOf, outcomeOf, progressOf, wishOf } from './names'

interface Props {
  request: AccessRequest
  onClose: () => void
  onDone: () => void
}

export function ApproveDialog({ request, onClose, onDone }: Props) {
  const words = requestWords().requests
  const [approval, setApproval] = useState<Approval>({})
  const change = (part: Approval) => setApproval((before) => ({ ...before, ...part }))
  const { busy, error, submit } = useSubmit(async () => {
    const reason = approval.reason?.trim()
    const answer = await approve(request, { ...approval, reason: reason || undefined })
    onDone()
    toast(answer.status === 'open' ? words.vouchedFirst(askerOf(request)) : words.approved(askerOf(request), outcomeOf(answer)))
  })
  const isHabilitation = request.kind === 'habilitation'
  const [wish, what] = wishOf(request)
  return (
    <Dialog title={words.approveTitle(askerOf(request))} icon={{ name: 'user-check', tone: 'ok' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p>{wish}{(request.kind === 'address' || request.kind === 'vouch') && <small class="hint"><br />{what}</small>}</p>
        <p class="lead">{leadOf(request)}</p>
        {progressOf(request) && <p>{progressOf(request)}</p>}
        {request.stranger && <Note tone="warn"><p>{words.approveStranger(request.person.email)}</p></Note>}
        {isHabilitation && request.entity?.id && <TeamChoice entity={request.entity.id} value={approval.team} onChange={(team) => change({ team })} />}
        {request.kind === 'contact' && !request.entity && <EntityChoice request={request} value={approval.entity} onChange={(entity) => change({ entity })} />}
        <ReasonField hint={request.kind === 'vouch' ? words.reasonKept : words.reasonHint} value={approval.reason ?? ''} refused={error?.fields.reason} onChange={(reason) => change({ reason })} />
        <FormEnd error={error} busy={busy} onClose={onClose}>{words.approve}</FormEnd>
      </form>
    </Dialog>
  )
}

function leadOf({ kind, entity }: AccessRequest): string {
  const words = requestWords().requests
  const leads: Record<AccessRequest['kind'], string> = {
    habilitation: words.approveHabilitation(entity?.name ?? ''),
    contact: words.approveContact,
    leave: operationWords().leave.approveLead,
    address: words.approveAddress,
    vouch: words.approveVouch,
  }
  return leads[kind]
}

const leads = (team: Team) => team.may.includes('add_people')

interface ChoiceProps {
  value: string | undefined
  onChange: (value: string) => void
}

function TeamChoice({ entity, value, onChange }: ChoiceProps & { entity: string }) {
  const teams = useTeams(entity).data?.items ?? []
  return (
    <TeamField label={requestWords().requests.team} teams={teams} can={leads} value={value ?? ownTeam(teams)?.id ?? ''} onChange={onChange} />
  )
}

/** Somebody who named no entity: whoever lets him in says for which of those that take part. */
function EntityChoice({ request, value, onChange }: ChoiceProps & { request: AccessRequest }) {
  const found = useRequested(request.operation?.id ?? null)
  const parts = found.data?.participations.filter((part) => part.may.includes('add_contact')) ?? []
  return (
    <Field label={requestWords().requests.entity}>
      {(control) => (
        <select {...control} required value={value ?? ''} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="" disabled>{t().common.none}</option>
          {parts.map(({ entity, side }) => <option key={entity.id} value={entity.id}>{`${entity.name} (${t().sides[side]})`}</option>)}
        </select>
      )}
    </Field>
  )
}
