// The HTTP contract as the page sees it (see api.md). Names are the server's own.

export type Side = 'manager' | 'lender' | 'borrower'
export type OperationStatus = 'draft' | 'open' | 'closed'
export type ContactStatus = 'queued' | 'invited' | 'active' | 'revoked' | 'expired'
export type ContactAction = 'revoke' | 'restore' | 'resend' | 'extend' | 'leave'
export type ContactState = 'current' | 'archived'
export type AddOutcome = 'active' | 'invited' | 'queued' | 'unchanged' | 'refused'

export interface Named {
  id: string
  name: string
}

export interface Environment {
  entity: string
  name: string
  client: boolean
  team_leader: boolean
  /** May compose operations there. */
  creator: boolean
  side: Side | null
}

export interface User {
  id: string
  email: string
  first_name: string
  /** Who has one name has it as the first. */
  last_name: string | null
  language: 'fr' | 'en'
}

export interface Session {
  id: string
  user: User
  environment: Environment | null
  environments: Environment[]
  expires: string
  /** By which the user's days are counted in his mails, once a browser has told it. */
  zone?: string
}

/** What is still to be proved: a mailed code, or one of the authenticator. */
export type ChallengeKind = 'email_code' | 'totp'

export interface Challenge {
  challenge: ChallengeKind
}

export interface Account extends User {
  job_title: string
  phone: string
  totp: boolean
  recovery_codes: number
  mailbox_proved: string | null
}

/** A browser that is signed in. */
export interface Browser {
  id: string
  agent: string | null
  source: string | null
  created: string
  last_used: string
  current: boolean
}

/** An authenticator to be set up: its key as text, and as the address that a QR code holds. */
export interface Authenticator {
  secret: string
  uri: string
}

export interface RecoveryCodes {
  recovery_codes: string[]
}

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface OperationLine {
  id: string
  reference: string
  name: string
  status: OperationStatus
  side: Side
  manager: { entity: string; name: string } | null
  contacts: number
}

export interface Participation {
  entity: Named
  side: Side
  client: boolean
  may: string[]
}

export interface ManagerContact {
  name: string
  job_title: string | null
  email: string
  entity: Named
}

export interface Operation extends OperationLine {
  archived_contacts: number
  /** When the signed-in person asked to be removed, and nobody has decided yet. */
  leave_asked: string | null
  participations: Participation[]
  managers: ManagerContact[]
  /** Who could be missed: `lone_manager`, `lone_contact`. */
  warnings?: string[]
  /** What one is told about it; null for who has no line of his own. */
  notifications?: Notification | null
  /** The latest end of what one gives there; absent: any. */
  latest_until?: string | undefined
  may: string[]
}

export type NoticeMode = 'each' | 'daily' | 'off'

/** Whom one hears about: people of one's own entity, and the borrowers', which is null unless one manages. */
export interface Notification {
  mode: NoticeMode
  own: boolean
  borrowers: boolean | null
}

export interface NotificationLine extends Omit<Notification, 'mode'> {
  operation: { id: string; reference: string; name: string; status: OperationStatus }
}

export interface Contact {
  id: string
  email: string
  first_name: string | null
  last_name: string | null
  entity: Named
  side: Side
  status: ContactStatus
  /** When queued: for what first. */
  waits_for: 'publication' | 'agreement' | 'start' | null
  since: string
  from: string | null
  until: string | null
  /** The latest end that one may set, where one may; absent: any. */
  latest_until?: string | undefined
  added_by: string | null
  revoked_at: string | null
  revoked_by: string | null
  reason: string | null
  invitation_expires: string | null
  /** The last mail to this person came back. */
  mail_failed_at?: string | null
  /** The mailbox has not been proved for thirty days: the person may have left. */
  dormant?: boolean
  may: (ContactAction | 'hand_over')[]
}

export interface AddItem {
  email: string
  result: AddOutcome
  contact?: Contact | string
  code?: string
}

export interface RegisterLine {
  at: string
  actor: Person | null
  action: string
  subject: Person | null
  entity: Named | null
  /** In the register of an entity only, which is about several. */
  operation?: { reference: string; name: string } | null
  reason: string | null
}

export interface Person {
  name: string | null
  email: string
}

export interface Invitation {
  email: string
  kind: 'activation' | 'reset'
  entity: string
  operation: string | null
  sponsor: string
  expires: string
  /** The terms to be accepted, when the site has its own. */
  terms_url?: string
}

export type Role = 'team_leader' | 'creator'
export type EntityKind = 'bank' | 'fund' | 'company'
export type TeamAction = 'add_team' | 'add_people' | 'rename' | 'move' | 'remove'
export type HabilitationStatus = 'queued' | 'invited' | 'active' | 'archived'
export type HabilitationAction = 'change' | 'archive' | 'restore' | 'extend' | 'hand_over'

export interface EntityName extends Named {
  kind: EntityKind
  client: boolean
}

export interface Entity extends EntityName {
  guests_need_habilitation: boolean
  /** Who could be missed: `lone_leader`. */
  warnings?: string[]
  latest_until?: string | undefined
  may: string[]
}

export interface Team extends Named {
  parent: string | null
  people: number
  leaders: number
  may: TeamAction[]
}

/** Somebody's authorisation at a client entity. */
export interface Habilitation {
  id: string
  user: { id: string; first_name: string | null; last_name: string | null }
  email: string
  team: Named
  roles: Role[]
  status: HabilitationStatus
  since: string
  from: string | null
  until: string | null
  latest_until?: string | undefined
  granted_by: string | null
  archived_at: string | null
  archived_by: string | null
  reason: string | null
  /** On how many operations the person has access for this entity. */
  contacts: number
  may: HabilitationAction[]
}

/** A line that rests on a habilitation: what archiving would take, or has taken. */
export interface HeldLine {
  id: string
  operation: Named & { reference: string; status: OperationStatus }
  side: Side
  status: ContactStatus
  until: string | null
  /** Nobody else manages the operation. */
  last_manager: boolean
}

export interface HeldLines extends Page<HeldLine> {
  /** Why archiving would be refused now. */
  refusal?: 'last_leader' | 'last_manager'
}

export interface AuthoriseItem {
  email: string
  result: AddOutcome
  code?: string
  habilitation?: Habilitation
}

/** Somebody, or a function, that may let one in. */
export interface Decider {
  kind: 'leader' | 'colleague' | 'manager' | 'team_leader' | 'person'
  name: string | null
  email: string | null
}

export type RequestStatus = 'open' | 'approved' | 'refused' | 'cancelled'

export interface AccessRequest {
  id: string
  kind: 'habilitation' | 'contact' | 'leave' | 'address' | 'vouch'
  person: Person
  /** Has proved a mailbox, and has no account. */
  stranger: boolean
  /** Without an id: as it was typed, whether there is such a thing or not. */
  entity: { id: string | null; name: string } | null
  operation: { id: string | null; reference: string; name: string | null } | null
  message: string | null
  asked_by: string | null
  created: string
  status: RequestStatus
  decided_at: string | null
  decided_by: string | null
  reason: string | null
  /** Of kind vouch: how far it is. */
  vouched: Vouched | null
  may: ('approve' | 'refuse' | 'cancel')[]
}

/** Words for who lost his mailbox, of those that are needed; `alone` when one's own suffices. */
export interface Vouched {
  given: number
  needed: number
  alone: boolean
}

/** What a decision rests on: a fact, and the same in words. */
export interface Reason {
  code: string
  sentence: string
}

/** One link of the chain that leads to an access, or stops before it. */
export interface WhyLink extends Reason {
  state: 'ok' | 'missing' | 'waits'
  at: string | null
  remedy: string | null
  who: Decider[]
}

export interface WhyAction {
  action: string
  allowed: boolean
  why: Reason[]
}

export interface Why {
  person: Person
  holds: boolean
  chain: WhyLink[]
  actions: WhyAction[]
}

export type HandoverStatus = 'open' | 'completed' | 'cancelled' | 'expired'
export type HandoverAction = 'answer' | 'change' | 'continue' | 'cancel'

/** Somebody's access that goes to others. */
export interface HandoverLine {
  id: string
  entity: Named
  leaver: Person
  started_by: Person
  /** Successors have access from here on; who leaves has his until there at least. */
  from: string
  until: string
  status: HandoverStatus
  created: string
  ended_at: string | null
  successors: number
  accepted: number
  operations: number
  as: ('leaver' | 'successor' | 'leader')[]
  may: HandoverAction[]
}

export interface HandedOperation extends Named {
  reference: string
  status: OperationStatus
  side: Side
}

export interface HandoverOperation extends HandedOperation {
  state: 'waiting' | 'given' | 'done' | 'lost'
  at: string | null
  /** The status of the successor's line. */
  access: ContactStatus | null
}

export type PartStatus = 'waiting' | 'accepted' | 'refused' | 'expired'

/** What one successor is asked to take over. */
export interface HandoverPart {
  id: string
  successor: Person
  /** Null where it is not told: he was only asked, and is no colleague. */
  account: boolean | null
  everything: boolean
  status: PartStatus
  asked_at: string
  reminded_at: string | null
  answered_at: string | null
  reason: string | null
  operations: HandoverOperation[]
  may: 'change'[]
}

export interface Handover extends HandoverLine {
  message: string | null
  /** What became of the roles of who leaves. */
  roles: 'given' | 'asked' | null
  /** Who started it has left: a leader may go on. */
  rests: boolean
  parts: HandoverPart[]
}

export interface HandoverHeir {
  email: string
  /** Of a colleague alone, likewise whether there is an account. */
  name: string | null
  account: boolean | null
  everything: boolean
  operations: HandedOperation[]
  needs_leader: boolean
}

export interface HandoverPreview {
  leaver: Person
  from: string
  until: string
  successors: HandoverHeir[]
  left: HandedOperation[]
  habilitation_ends: boolean
  roles: boolean
}
