// La moitié française.
import { de } from '../../words/french'
import type { RecentWords } from './en'

export const fr: RecentWords = {
  title: 'Actions récentes',
  lead: 'Chacune peut être annulée pendant dix minutes ; les personnes concernées en sont à nouveau informées par e-mail. Ensuite, il reste les archives et les menus.',
  none: 'Rien à rétablir',
  kinds: {
    revoke: 'Accès révoqué',
    restore: 'Accès rétabli',
    archive: 'Habilitation archivée',
    again: 'Habilitation rétablie',
    change: 'Équipe ou rôles modifiés',
    team: 'Équipe déplacée',
  },
  until: (time) => `jusqu’à ${time}`,
  all: (n) => `Tout rétablir (${n})`,
  undoOf: (who) => `Rétablir : ${who}`,
  asBefore: 'comme avant',
  undone: 'Tout est comme avant',
  changed: 'Une autre modification a eu lieu depuis : rétablir l’effacerait.',
  over: 'Les dix minutes sont écoulées.',
  lost: (n) => (n === 1
    ? 'Un accès concerne une opération que d’autres préparent : seuls ses gestionnaires peuvent le rendre.'
    : `${n} accès concernent des opérations que d’autres préparent : seuls leurs gestionnaires peuvent les rendre.`),
  about: (what, why) => `${what} : ${why}`,
  elsewhere: (entity) => `Action faite pour le compte ${de(entity)} : agissez de nouveau pour cette entité afin de la rétablir.`,
}
