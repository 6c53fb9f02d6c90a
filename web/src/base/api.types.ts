// Made by `make types` from the API's own description of its answers; a test compares the two.

export interface Problem {
  /** urn:guichet:problem: and the code. */
  type: string
  title: string
  status: number
  /** What programs test for. */
  code: ErrorCode
  /** A sentence for a person, in his language. */
  detail: string
  /** A sentence for each member at fault. */
  fields?: Record<string, string>
  /** On what a 403, 404 or 409 rests. */
  why?: Reason[]
  /** As in the logs. */
  request_id: string
}

export interface Reason {
  /** A fact; `not_` before one that would be needed. */
  code: string
  /** The same for a person, in his language. */
  sentence: string
}

export interface Health {
  status: 'ok'
}

export interface Session {
  /** As among my browsers; no secret. */
  id: string
  user: User
  /** Null until one is chosen. */
  environment: Environment | null
  /** Those to choose from. */
  environments: Environment[]
  expires: string
  /** Of the user's days, once it was told. */
  zone?: string
}

export interface User {
  id: string
  email: string
  first_name: string
  /** Null for who has one name, the first. */
  last_name: string | null
  language: 'fr' | 'en'
}

export interface Environment {
  /** The entity's identifier. */
  entity: string
  name: string
  /** Whether the entity is a client of the platform. */
  client: boolean
  /** Whether the user leads a team there. */
  team_leader: boolean
  /** Whether the user may compose operations there. */
  creator: boolean
  /** On which side the user mostly is there. */
  side: 'manager' | 'lender' | 'borrower'
}

export interface Challenge {
  /** What is still to be proved. */
  challenge: 'email_code' | 'totp'
}

export interface Sessions {
  /** Newest first. */
  items: Browser[]
  /** The `after` of the next page. */
  next: string | null
}

export interface Browser {
  id: string
  /** What it says of itself. */
  agent: string | null
  /** The network address it signed in from. */
  source: string | null
  /** When it signed in. */
  created: string
  last_used: string
  /** Whether it is the one that asks. */
  current: boolean
}

export interface Invitation {
  email: string
  kind: 'activation' | 'reset'
  /** A name. */
  entity: string | null
  /** A name. */
  operation: string | null
  /** Who invites: a name, or an address. */
  sponsor: string | null
  expires: string
  /** Where the terms to be accepted are, when the site has its own. */
  terms_url?: string
}

export interface Account {
  id: string
  email: string
  first_name: string
  /** Null for who has one name, the first. */
  last_name: string | null
  job_title: string
  /** In its international form (E.164). */
  phone: string
  language: 'fr' | 'en'
  /** Time zone of his days (IANA), once it was told. */
  zone?: string
  /** Whether an authenticator is asked for at sign-in. */
  totp: boolean
  /** How many are left. */
  recovery_codes: number
  /** When a code or a link last proved the mailbox. */
  mailbox_proved: string | null
}

export interface Totp {
  /** In base 32, to be typed into the authenticator. */
  secret: string
  /** The same for a QR code (otpauth://). */
  uri: string
}

export interface RecoveryCodes {
  /** Shown this once; each counts once. */
  recovery_codes: string[]
}

export interface Address {
  email: string
  /** The move that is under way. */
  pending: MovePending | null
  /** The last one, while it can be taken back. */
  done: MoveDone | null
  /** Newest first. */
  former: Alias[]
}

export interface MovePending {
  /** The new address. */
  email: string
  kind: 'own' | 'vouched'
  /** What is awaited: code or link, a word, time. */
  state: 'asked' | 'vouching' | 'waiting'
  asked: string
  /** When this step ends. */
  until: string
  /** How far it is, when others must vouch. */
  vouched: Vouched | null
}

export interface Vouched {
  /** Words that have been given, of those that are needed. */
  given: number
  needed: number
  /** The caller's word suffices. */
  alone: boolean
}

export interface MoveDone {
  from: string
  to: string
  at: string
  /** Until then the old mailbox can take it back. */
  until: string
}

export interface Alias {
  email: string
  from: string
  to: string
}

export interface MovePreview {
  /** As it will be kept. */
  email: string
  /** Without its +tag, when it has one. */
  alias_of: string | null
  /** What is unusual about it where one acts. */
  notes: ('other_entity' | 'look_alike' | 'outside' | 'known')[]
  /** The address that may have been meant. */
  instead?: string
  /** Whose domain it is. */
  entity?: Named
  /** Habilitations, then lines. */
  items: Moving[]
  /** Revoked and expired lines: they stay. */
  former: number
  /** Why it cannot be done. */
  code: string | null
}

export interface Named {
  id: string
  name: string
}

export interface Moving {
  kind: 'habilitation' | 'operation'
  entity: Named
  /** Null for a habilitation. */
  operation: Referenced | null
  status: 'queued' | 'invited' | 'active' | 'revoked' | 'expired'
  /** What becomes of it, or became. */
  result: 'kept' | 'merged' | 'joined' | 'waits_for_leader' | 'blocked'
  /** Why it is blocked. */
  code: string | null
}

export interface Referenced {
  reference: string
  name: string
}

export interface Moved {
  from: string
  to: string
  /** Until then the old mailbox can take it back. */
  until: string
  /** Habilitations, then lines. */
  items: Moving[]
  /** Revoked and expired lines; they stayed with the account. */
  former: number
}

export interface MoveLink {
  purpose: 'cancel' | 'confirm'
  /** Done: it can be taken back. */
  state: 'pending' | 'done' | 'over'
  /** How the move stands. */
  outcome:
    | 'asked'
    | 'vouching'
    | 'waiting'
    | 'done'
    | 'taken_back'
    | 'refused'
    | 'cancelled'
    | 'expired'
  from: string
  to: string
  asked: string
  done: string | null
  /** When this ends. */
  until: string
}

export interface Notifications {
  /** By reference, newest first. */
  items: NotificationLine[]
  /** The `after` of the next page. */
  next: string | null
  /** As it happens, once a day, not at all. */
  mode: 'each' | 'daily' | 'off'
}

export interface NotificationLine {
  operation: OperationName
  /** Of people of one's own entity, and of requests. */
  own: boolean
  /** Of the borrowers' people; null unless manager. */
  borrowers: boolean | null
}

export interface OperationName {
  id: string
  reference: string
  name: string
  status: 'draft' | 'open' | 'closed'
}

export interface NotificationMode {
  /** As it happens, once a day, not at all. */
  mode: 'each' | 'daily' | 'off'
}

export interface Notification {
  /** Everywhere: as it happens, once a day, not at all. */
  mode: 'each' | 'daily' | 'off'
  /** Of people of one's own entity, and of requests. */
  own: boolean
  /** Of the borrowers' people; null unless manager. */
  borrowers: boolean | null
}

export interface Operations {
  items: OperationLine[]
  /** The `after` of the next page. */
  next: string | null
}

export interface OperationLine {
  id: string
  reference: string
  name: string
  status: 'draft' | 'open' | 'closed'
  /** The environment's. */
  side: 'manager' | 'lender' | 'borrower'
  manager: Manager
  /** Current, for the user to see. */
  contacts: number
}

export interface Manager {
  /** The entity's identifier. */
  entity: string
  name: string
}

export interface Operation {
  id: string
  reference: string
  name: string
  status: 'draft' | 'open' | 'closed'
  /** The environment's. */
  side: 'manager' | 'lender' | 'borrower'
  manager: Manager
  /** Current, for the user to see. */
  contacts: number
  /** Revoked and expired, likewise. */
  archived_contacts: number
  /** The current ones, by status. */
  contact_counts: OperationCounts
  /** Entities that the user may see. */
  participations: Participation[]
  /** Whom to ask. */
  managers: ManagerContact[]
  /** What to mend. */
  warnings: ('lone_manager' | 'lone_contact')[]
  /** When the user asked to be removed. */
  leave_asked: string | null
  /** Null without a line of one's own. */
  notifications: Notification | null
  /** The latest end one may give; absent: any. */
  latest_until?: string
  may: ('add_contact' | 'read_register' | 'change' | 'publish' | 'close' | 'leave')[]
}

export interface OperationCounts {
  active: number
  invited: number
  queued: number
}

export interface Participation {
  entity: Named
  side: 'manager' | 'lender' | 'borrower'
  /** Whether the entity is a client of the platform. */
  client: boolean
  /** Of most of its people, where one may add some. */
  language?: 'fr' | 'en'
  may: 'add_contact'[]
}

export interface ManagerContact {
  name: string
  job_title: string
  email: string
  entity: Named
}

export interface Register {
  /** Newest first. */
  items: RegisterLine[]
  /** The `after` of the next page. */
  next: string | null
}

export interface RegisterLine {
  at: string
  /** Null: the server's command line. */
  actor: Person | null
  action:
    | 'contact_queued'
    | 'contact_invited'
    | 'contact_added'
    | 'contact_activated'
    | 'contact_resent'
    | 'contact_revoked'
    | 'leave_requested'
    | 'contact_restored'
    | 'revocation_undone'
    | 'contact_extended'
    | 'contact_moved'
    | 'contact_expired'
    | 'invitation_refused'
    | 'contact_merged'
    | 'operation_added'
    | 'operation_changed'
    | 'operation_published'
    | 'operation_closed'
    | 'participation_added'
    | 'participation_removed'
    | 'request_approved'
    | 'request_refused'
    | 'request_cancelled'
    | 'habilitation_merged'
    | 'habilitation_added'
    | 'habilitation_activated'
    | 'habilitation_changed'
    | 'habilitation_archived'
    | 'habilitation_restored'
    | 'archiving_undone'
    | 'habilitation_extended'
    | 'habilitation_expired'
    | 'leader_authorised'
    | 'team_added'
    | 'team_renamed'
    | 'team_moved'
    | 'team_removed'
    | 'guests_strict'
    | 'guests_free'
    | 'entity_added'
    | 'entity_renamed'
    | 'entity_is_client'
    | 'entity_is_no_client'
    | 'handover_start'
    | 'handover_accept'
    | 'handover_refuse'
    | 'handover_change'
    | 'handover_continue'
    | 'handover_cancel'
    | 'handover_done'
    | 'address_changed'
    | 'address_waits'
    | 'address_asked'
    | 'address_vouched'
    | 'address_cancelled'
    | 'address_refused'
    | 'address_expired'
    | 'address_taken_back'
    | 'database_restored'
    | 'log_began'
    | 'key_changed'
    | 'person_named'
    | 'person_merged'
    | 'entity_named'
    | 'operation_named'
    | 'habilitation_recorded'
    | 'contact_recorded'
  /** Whom it is about. */
  subject: Person | null
  entity: Named | null
  reason: string | null
  /** Its number in the register. */
  row: number
}

export interface Person {
  /** The address until there is an account. */
  name: string
  email: string
}

export interface Contacts {
  items: Contact[]
  /** The `after` of the next page. */
  next: string | null
  /** What all filters leave, on this page and the others. */
  total: number
  /** What the filters but `status` leave, by status. */
  counts: ContactCounts
}

export interface Contact {
  id: string
  /** The person's identifier; null in a draft. */
  user: string | null
  email: string
  /** Null until there is an account, and in a draft. */
  first_name: string | null
  /** Likewise, and for who has one name. */
  last_name: string | null
  entity: Named
  side: 'manager' | 'lender' | 'borrower'
  /** Queued: no yes, or not yet; invited: no account. */
  status: 'queued' | 'invited' | 'active' | 'revoked' | 'expired'
  /** When queued. A start may come on top. */
  waits_for: 'publication' | 'agreement' | 'start' | null
  /** When it was added, or restored. */
  since: string
  /** When the access begins, or began, if not at once. */
  from: string | null
  /** When the access ends by itself. */
  until: string | null
  /** The latest end that one may give; absent: any. */
  latest_until?: string
  /** A name, or an address. */
  added_by: string | null
  /** The same for the filter `added_by`. */
  added_by_id: string | null
  revoked_at: string | null
  /** A name, or an address. */
  revoked_by: string | null
  /** Revoked by the invited: “this is not me”. */
  declined: boolean
  /** Why it was revoked. */
  reason: string | null
  /** When the mailed link ends. */
  invitation_expires: string | null
  /** When its mail came back for good. */
  mail_failed_at: string | null
  /** The mailbox was not proved for 30 days. */
  dormant: boolean
  /** A public mailbox, or a domain new to the entity. */
  outside: boolean
  may: ('revoke' | 'restore' | 'resend' | 'extend' | 'leave' | 'hand_over')[]
  /** Where the answer is about a person. */
  operation?: OperationName
}

export interface ContactCounts {
  active: number
  invited: number
  queued: number
  revoked: number
  expired: number
}

export interface Access {
  items: AccessLine[]
  /** The `after` of the next page. */
  next: string | null
  /** The instant. */
  at: string
}

export interface AccessLine {
  contact: string
  /** As he was called then. */
  person: Person
  entity: Named
  side: 'manager' | 'lender' | 'borrower'
  /** As they were set then. */
  from: string | null
  until: string | null
  /** When it ended, if it has. */
  ended: string | null
  /** Null: the server's command line, or it is not known any more. */
  granted_by: Person | null
  granted_at: string | null
  /** The decision that gave it. */
  how:
    | 'contact_queued'
    | 'contact_invited'
    | 'contact_added'
    | 'contact_activated'
    | 'contact_resent'
    | 'contact_revoked'
    | 'leave_requested'
    | 'contact_restored'
    | 'revocation_undone'
    | 'contact_extended'
    | 'contact_moved'
    | 'contact_expired'
    | 'invitation_refused'
    | 'contact_merged'
    | 'operation_added'
    | 'operation_changed'
    | 'operation_published'
    | 'operation_closed'
    | 'participation_added'
    | 'participation_removed'
    | 'request_approved'
    | 'request_refused'
    | 'request_cancelled'
    | 'habilitation_merged'
    | 'habilitation_added'
    | 'habilitation_activated'
    | 'habilitation_changed'
    | 'habilitation_archived'
    | 'habilitation_restored'
    | 'archiving_undone'
    | 'habilitation_extended'
    | 'habilitation_expired'
    | 'leader_authorised'
    | 'team_added'
    | 'team_renamed'
    | 'team_moved'
    | 'team_removed'
    | 'guests_strict'
    | 'guests_free'
    | 'entity_added'
    | 'entity_renamed'
    | 'entity_is_client'
    | 'entity_is_no_client'
    | 'handover_start'
    | 'handover_accept'
    | 'handover_refuse'
    | 'handover_change'
    | 'handover_continue'
    | 'handover_cancel'
    | 'handover_done'
    | 'address_changed'
    | 'address_waits'
    | 'address_asked'
    | 'address_vouched'
    | 'address_cancelled'
    | 'address_refused'
    | 'address_expired'
    | 'address_taken_back'
    | 'database_restored'
    | 'log_began'
    | 'key_changed'
    | 'person_named'
    | 'person_merged'
    | 'entity_named'
    | 'operation_named'
    | 'habilitation_recorded'
    | 'contact_recorded'
    | null
  reason: string | null
  /** Of the register: the last word on it until then. */
  row: number | null
}

export interface Added {
  /** One for each address, in the order asked. */
  items: AddedLine[]
}

export interface AddedLine {
  /** As it was asked. */
  email: string
  result: 'active' | 'invited' | 'queued' | 'unchanged' | 'refused'
  /** What was unusual about it. Unless refused. */
  notes?: ('other_entity' | 'look_alike' | 'outside' | 'known')[]
  /** The address that may have been meant. */
  instead?: string
  /** Whose domain it is. */
  entity?: Named
  /** Unless refused. */
  contact?: Contact
  /** Who can agree, when it waits for that; none but of one's entity. */
  leaders?: string[]
  /** When refused. */
  code?:
    | 'bad_email'
    | 'email_letters'
    | 'duplicate'
    | 'own_line'
    | 'own_source'
    | 'end_set'
    | 'forbidden'
    | 'too_many_strangers'
}

export interface Checked {
  /** One for each address, in the order asked. */
  items: CheckedAddress[]
}

export interface CheckedAddress {
  /** As it was asked. */
  email: string
  /** By what the caller may see. */
  notes: ('other_entity' | 'look_alike' | 'outside' | 'known')[]
  /** The address that may have been meant. */
  instead?: string
  /** Whose domain it is. */
  entity?: Named
  /** With which adding would refuse it. */
  code?: 'bad_email' | 'email_letters' | 'duplicate'
}

export interface Impact {
  /** Persons whose access would end; never the caller's own. */
  people: number
  /** Those touched, where fewest are left first. */
  entities: ImpactEntity[]
  /** What waits on those persons; 100 at most. */
  waiting: ImpactWaiting[]
}

export interface ImpactEntity {
  entity: Named
  /** Of its lines would be revoked. */
  lines: number
  /** Active lines that would remain. */
  left: number
}

export interface ImpactWaiting {
  /** Asked for him, for him alone to decide, or a handover. */
  kind: 'request' | 'decision' | 'handover'
  /** Of the request, or the handover. */
  id: string
  /** On whom it waits. */
  person: Person
  /** The kind of a request. */
  request?: 'contact' | 'habilitation' | 'leave' | 'address' | 'vouch'
  /** How the person is part of a handover. */
  as?: 'leaver' | 'successor'
  created: string
}

export interface Why {
  person: Person
  /** Whether it opens the operation, or is in force. */
  holds: boolean
  /** Every fact on which it rests, in order. */
  chain: WhyLink[]
  /** What the caller may do about it, and why or why not. */
  actions: WhyAction[]
}

export interface WhyLink {
  /** What programs test for. */
  code: string
  /** Missing and waits stand in the way. */
  state: 'ok' | 'missing' | 'waits'
  /** For a person, in his language. */
  sentence: string
  /** The moment it speaks of. */
  at: string | null
  /** What mends it, when something does. */
  remedy: string | null
  /** Who can mend it. */
  who: Decider[]
}

export interface Decider {
  kind: 'leader' | 'colleague' | 'manager' | 'team_leader' | 'person'
  /** Null for a function. */
  name: string | null
  /** Null for a function. */
  email: string | null
}

export interface WhyAction {
  /** As in `may`. */
  action: string
  allowed: boolean
  /** What gives it, or what is lacking or forbids it. */
  why: Reason[]
}

export interface Entities {
  /** By name. */
  items: EntityLine[]
  /** The `after` of the next page. */
  next: string | null
}

export interface EntityLine {
  id: string
  name: string
  kind: 'bank' | 'fund' | 'company'
  /** Whether the entity is a client of the platform. */
  client: boolean
}

export interface Entity {
  id: string
  name: string
  kind: 'bank' | 'fund' | 'company'
  /** Whether the entity is a client of the platform. */
  client: boolean
  /** Whether lenders and borrowers must be authorised. */
  guests_need_habilitation: boolean
  /** What to mend before somebody leaves. */
  warnings: 'lone_leader'[]
  /** The latest end that one may give; absent: any. */
  latest_until?: string
  /** Of most of its people. */
  language?: 'fr' | 'en'
  may: ('change' | 'read_register')[]
}

export interface EntityRegister {
  /** Newest first. */
  items: EntityRegisterLine[]
  /** The `after` of the next page. */
  next: string | null
}

export interface EntityRegisterLine {
  at: string
  /** Null: the server's command line. */
  actor: Person | null
  action:
    | 'contact_queued'
    | 'contact_invited'
    | 'contact_added'
    | 'contact_activated'
    | 'contact_resent'
    | 'contact_revoked'
    | 'leave_requested'
    | 'contact_restored'
    | 'revocation_undone'
    | 'contact_extended'
    | 'contact_moved'
    | 'contact_expired'
    | 'invitation_refused'
    | 'contact_merged'
    | 'operation_added'
    | 'operation_changed'
    | 'operation_published'
    | 'operation_closed'
    | 'participation_added'
    | 'participation_removed'
    | 'request_approved'
    | 'request_refused'
    | 'request_cancelled'
    | 'habilitation_merged'
    | 'habilitation_added'
    | 'habilitation_activated'
    | 'habilitation_changed'
    | 'habilitation_archived'
    | 'habilitation_restored'
    | 'archiving_undone'
    | 'habilitation_extended'
    | 'habilitation_expired'
    | 'leader_authorised'
    | 'team_added'
    | 'team_renamed'
    | 'team_moved'
    | 'team_removed'
    | 'guests_strict'
    | 'guests_free'
    | 'entity_added'
    | 'entity_renamed'
    | 'entity_is_client'
    | 'entity_is_no_client'
    | 'handover_start'
    | 'handover_accept'
    | 'handover_refuse'
    | 'handover_change'
    | 'handover_continue'
    | 'handover_cancel'
    | 'handover_done'
    | 'address_changed'
    | 'address_waits'
    | 'address_asked'
    | 'address_vouched'
    | 'address_cancelled'
    | 'address_refused'
    | 'address_expired'
    | 'address_taken_back'
    | 'database_restored'
    | 'log_began'
    | 'key_changed'
    | 'person_named'
    | 'person_merged'
    | 'entity_named'
    | 'operation_named'
    | 'habilitation_recorded'
    | 'contact_recorded'
  /** Whom it is about. */
  subject: Person | null
  entity: Named | null
  /** Null: the entity's own people. */
  operation: Referenced | null
  reason: string | null
  /** Its number in the register. */
  row: number
}

export interface Teams {
  /** By name. */
  items: Team[]
  /** The `after` of the next page. */
  next: string | null
}

export interface Team {
  id: string
  name: string
  /** Null for the root. */
  parent: string | null
  /** Authorised in this very team. */
  people: number
  /** Those of them who lead it. */
  leaders: number
  may: ('add_team' | 'add_people' | 'rename' | 'move' | 'remove')[]
}

export interface Habilitations {
  /** By name. */
  items: Habilitation[]
  /** The `after` of the next page. */
  next: string | null
}

export interface Habilitation {
  id: string
  user: AuthorisedUser
  email: string
  team: Named
  roles: ('team_leader' | 'creator')[]
  /** Queued: it begins later. */
  status: 'queued' | 'invited' | 'active' | 'archived'
  /** When it was given, or restored. */
  since: string
  /** When it begins, or began, if not at once. */
  from: string | null
  /** When it ends by itself. */
  until: string | null
  /** The latest end that one may give; absent: any. */
  latest_until?: string
  /** A name, or an address. */
  granted_by: string | null
  archived_at: string | null
  /** A name, or an address. */
  archived_by: string | null
  /** Archived by the invited: “this is not me”. */
  declined: boolean
  /** Why it was archived. */
  reason: string | null
  /** Lines for the entity that rest on it. */
  contacts: number
  may: ('change' | 'archive' | 'restore' | 'extend' | 'hand_over')[]
}

export interface AuthorisedUser {
  id: string
  /** Null until there is an account. */
  first_name: string | null
  /** Null until there is an account, or with one name. */
  last_name: string | null
}

export interface Lines {
  /** By operation, newest first. */
  items: Line[]
  /** The `after` of the next page. */
  next: string | null
  /** Why archiving would be refused now; with the first page. */
  refusal?: 'last_leader' | 'last_manager'
  /** What is open about the person; with the first page. */
  waiting?: ImpactWaiting[]
}

export interface Line {
  /** The contact's. */
  id: string
  operation: OperationName
  side: 'manager' | 'lender' | 'borrower'
  status: 'queued' | 'invited' | 'active' | 'revoked' | 'expired'
  /** When the access ends by itself. */
  until: string | null
  /** Nobody else manages the operation. */
  last_manager: boolean
  /** Others of the entity who have access there now. */
  left: number
}

export interface Authorised {
  /** One for each address, in the order asked. */
  items: AuthorisedLine[]
}

export interface AuthorisedLine {
  /** As it was asked. */
  email: string
  result: 'active' | 'invited' | 'queued' | 'unchanged' | 'refused'
  /** What was unusual about it. Unless refused. */
  notes?: ('other_entity' | 'look_alike' | 'outside' | 'known')[]
  /** The address that may have been meant. */
  instead?: string
  /** Whose domain it is. */
  entity?: Named
  /** Unless refused. */
  habilitation?: Habilitation
  /** When refused. */
  code?: 'bad_email' | 'email_letters' | 'duplicate' | 'too_many_strangers'
}

export interface Requests {
  /** Newest first. */
  items: Request[]
  /** The `after` of the next page. */
  next: string | null
}

export interface Request {
  id: string
  /** What is asked for. */
  kind: 'contact' | 'habilitation' | 'leave' | 'address' | 'vouch'
  /** Whom it is for. */
  person: Person
  /** Who asks has proved a mailbox, and has no account. */
  stranger: boolean
  /** Null: who approves chooses it. */
  entity: WantedEntity | null
  operation: WantedOperation | null
  /** A word for who decides. */
  message: string | null
  /** A name, or an address. */
  asked_by: string | null
  created: string
  status: 'open' | 'approved' | 'refused' | 'cancelled'
  decided_at: string | null
  /** A name, or an address. */
  decided_by: string | null
  /** Of who decided. */
  reason: string | null
  /** What it gave, when approved, as that is now. */
  outcome: 'active' | 'invited' | 'queued' | null
  /** When the outcome is queued. */
  waits_for: Awaited | null
  /** How far it is, of kind vouch. */
  vouched: Vouched | null
  may: ('approve' | 'refuse' | 'cancel')[]
}

export interface WantedEntity {
  /** Null: as it was typed, whether there is such a thing or not. */
  id: string | null
  name: string
}

export interface WantedOperation {
  /** Null: as it was typed, whether there is such a thing. */
  id: string | null
  reference: string
  name: string | null
}

export interface Awaited {
  what: 'publication' | 'agreement' | 'start'
  /** The name of the one whose team leader must agree. */
  entity: string | null
  /** The names of those who can, for who belongs to that entity. */
  leaders: string[]
}

export interface Deciders {
  /** Those of the caller's entity, then functions. */
  items: Decider[]
  /** Null: there is one page. */
  next: string | null
}

export interface Asking {
  state: 'waiting' | 'proved' | 'refused'
  /** The mailbox that is to be proved. */
  email: string
  /** The reference, as it was typed. */
  operation: string | null
  /** The entity, as it was typed. */
  entity: string | null
  /** A word for who decides. */
  message: string | null
  asked: string
  /** When this ends. */
  expires: string
  /** What became of it; null before it is proved. */
  decision: 'open' | 'approved' | 'refused' | 'cancelled' | null
}

export interface Handovers {
  /** Newest first. */
  items: HandoverLine[]
  /** The `after` of the next page. */
  next: string | null
}

export interface HandoverLine {
  id: string
  /** For which the person acted. */
  entity: Named
  /** Who leaves. */
  leaver: Person
  /** In whose name it is carried out. */
  started_by: Person
  /** Successors have access from here on. */
  from: string
  /** Who leaves has his until here at least. */
  until: string
  status: 'open' | 'completed' | 'cancelled' | 'expired'
  created: string
  ended_at: string | null
  /** Who are asked. */
  successors: number
  /** Those of them who have accepted. */
  accepted: number
  /** Concerned. */
  operations: number
  /** How the caller is part of it. */
  as: ('leaver' | 'successor' | 'leader')[]
  may: ('answer' | 'change' | 'continue' | 'cancel')[]
}

export interface Handover {
  id: string
  /** For which the person acted. */
  entity: Named
  /** Who leaves. */
  leaver: Person
  /** In whose name it is carried out. */
  started_by: Person
  /** Successors have access from here on. */
  from: string
  /** Who leaves has his until here at least. */
  until: string
  status: 'open' | 'completed' | 'cancelled' | 'expired'
  created: string
  ended_at: string | null
  /** Who are asked. */
  successors: number
  /** Those of them who have accepted. */
  accepted: number
  /** Concerned. */
  operations: number
  /** How the caller is part of it. */
  as: ('leaver' | 'successor' | 'leader')[]
  may: ('answer' | 'change' | 'continue' | 'cancel')[]
  /** A word for the successors. */
  message: string | null
  /** What became of his roles. */
  roles: 'given' | 'asked' | null
  /** Who started it has left: a leader may go on. */
  rests: boolean
  /** A successor sees his own alone. */
  parts: HandoverPart[]
}

export interface HandoverPart {
  id: string
  successor: Person
  /** Whether he has one; null where it is not told. */
  account: boolean | null
  /** All that nobody else was named for. */
  everything: boolean
  status: 'waiting' | 'accepted' | 'refused' | 'expired'
  asked_at: string
  reminded_at: string | null
  /** Or expired. */
  answered_at: string | null
  /** Why it was refused. */
  reason: string | null
  /** By reference, newest first. */
  operations: HandoverOperation[]
  may: 'change'[]
}

export interface HandoverOperation {
  id: string
  reference: string
  name: string
  status: 'draft' | 'open' | 'closed'
  side: 'manager' | 'lender' | 'borrower'
  /** Done: taken from who leaves; lost: he had none. */
  state: 'waiting' | 'given' | 'done' | 'lost'
  /** Of the state. */
  at: string | null
  /** The status of the successor's line. */
  access: string | null
}

export interface HandoverPreview {
  leaver: Person
  from: string
  until: string
  /** In the order asked. */
  successors: HandoverHeir[]
  /** Without a successor. */
  left: HandedOperation[]
  /** Of who leaves, with the last operation. */
  habilitation_ends: boolean
  /** Whether there are roles to hand over. */
  roles: boolean
}

export interface HandoverHeir {
  email: string
  /** Of a colleague; null for everybody else. */
  name: string | null
  /** Likewise: whether he has one. */
  account: boolean | null
  everything: boolean
  operations: HandedOperation[]
  /** Whether a team leader must authorise him first. */
  needs_leader: boolean
}

export interface HandedOperation {
  id: string
  reference: string
  name: string
  status: 'draft' | 'open' | 'closed'
  side: 'manager' | 'lender' | 'borrower'
}

export interface Profile {
  person: ProfilePerson
  /** At the caller's entity, for who leads there. */
  habilitations: Habilitation[]
  /** Current ones that the caller may see. */
  contacts: Contact[]
  /** There are more than the 200 that are told. */
  more: boolean
}

export interface ProfilePerson {
  id: string
  email: string
  /** Null until there is an account, and where only a draft is seen. */
  first_name: string | null
  /** Likewise, and for who has one name. */
  last_name: string | null
}

export interface Waiting {
  /** To decide, in this environment. */
  requests: WaitingGroup
  /** That ask the user to take over, for any entity. */
  handovers: WaitingGroup
  /** Whose link has ended before it was used. */
  invitations_expired: WaitingGroup
  /** Whose mail came back for good. */
  invitations_failed: WaitingGroup
  /** Accesses that end within 30 days. */
  ending: WaitingGroup
  /** Operations that one person manages. */
  lone_managers: WaitingGroup
  /** The entity, when one person leads it. */
  lone_leaders: WaitingGroup
  /** Active people whose mailbox was not proved for 30 days. */
  unproved: WaitingGroup
}

export interface WaitingGroup {
  /** Of requests 100 at most; lines of the 1,000 newest operations. */
  count: number
  /** The most urgent ones. */
  items: WaitingItem[]
  /** The page that has them all, as a fragment. */
  href: string
}

export interface WaitingItem {
  /** Of the request, handover, line, operation or entity. */
  id: string
  /** Whom it is about. */
  person: Person | null
  entity: WantedEntity | null
  operation: WantedOperation | null
  /** Asked, ended, came back, ends, or last proved. */
  at: string | null
  /** Where it is looked after, as a fragment. */
  href: string
}

export type ErrorCode =
  | 'bad_request'
  | 'bad_acting'
  | 'bad_json'
  | 'body_cut'
  | 'no_session'
  | 'bad_credentials'
  | 'bad_code'
  | 'challenge_ended'
  | 'forbidden'
  | 'cross_site'
  | 'own_line'
  | 'own_source'
  | 'end_set'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'environment_needed'
  | 'acting_for_another'
  | 'last_manager'
  | 'last_leader'
  | 'team_not_empty'
  | 'team_loop'
  | 'team_depth'
  | 'taken'
  | 'address_taken'
  | 'code_over'
  | 'link_over'
  | 'no_borrower'
  | 'participation_in_use'
  | 'already_revoked'
  | 'not_revoked'
  | 'undo_over'
  | 'not_invited'
  | 'operation_closed'
  | 'handover_open'
  | 'too_large'
  | 'media_type'
  | 'invalid_fields'
  | 'idempotency_key_reused'
  | 'throttled'
  | 'too_many_keys'
  | 'too_many_codes'
  | 'too_many_strangers'
  | 'internal'
  | 'unavailable'
