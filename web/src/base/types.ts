// What the API takes and answers, in the page's words. Nothing is copied: `api.types.ts` is made from its description.
import type * as api from './api.types'

export type {
  AccessLine, Account, Asking, Browser, Challenge, Contact, Contacts, Decider, Entity, Environment, Habilitation, HandedOperation, Handover,
  HandoverHeir, HandoverLine, HandoverOperation, HandoverPart, HandoverPreview, Impact, ImpactWaiting, Invitation, ManagerContact, Moved, MoveLink,
  MovePending, MovePreview, Moving, Named, Notification, NotificationLine, Operation, OperationLine, Participation, Person, Profile, RecoveryCodes,
  Session, Team, User, Waiting, WaitingGroup, WaitingItem, Why, WhyAction, WhyLink,
} from './api.types'

/** One page of a list. */
export interface Page<T> {
  items: T[]
  next: string | null
}

/** A `Request` is the browser's own. */
export type AccessRequest = api.Request
/** How one's address stands. */
export type AddressState = api.Address
/** Who had access at an instant. */
export type AccessList = api.Access
export type AddItem = api.AddedLine
export type Authenticator = api.Totp
export type AuthoriseItem = api.AuthorisedLine
export type EntityName = api.EntityLine
/** A line that rests on a habilitation: what archiving would take, or has taken. */
export type HeldLine = api.Line
export type HeldLines = api.Lines

/** Of an operation, or of an entity: then of which operation it speaks, if of any. */
export interface RegisterLine extends api.RegisterLine {
  operation?: api.EntityRegisterLine['operation']
}

/** By whose link an account is made. That of a reset names nobody. */
export interface Activation extends api.Invitation {
  entity: string
  sponsor: string
}

export type AddOutcome = api.AddedLine['result']
export type CheckedAddress = api.CheckedAddress
export type ChallengeKind = api.Challenge['challenge']
export type ContactAction = api.Contact['may'][number]
export type ContactStatus = api.Contact['status']
export type ContactState = 'current' | 'archived'
export type EntityKind = api.Entity['kind']
export type Fate = api.Moving['result']
export type HabilitationStatus = api.Habilitation['status']
export type HandoverStatus = api.Handover['status']
export type MoveOutcome = api.MoveLink['outcome']
export type NoticeMode = api.Notification['mode']
export type OperationStatus = api.Operation['status']
export type PartStatus = api.HandoverPart['status']
export type RequestStatus = api.Request['status']
export type Role = api.Habilitation['roles'][number]
export type Side = api.Contact['side']
export type TeamAction = api.Team['may'][number]
