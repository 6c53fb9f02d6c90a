import type { Why } from './en'

export const fr: Why = {
  title: (name) => `Pourquoi ? ${name}`,
  holds: 'L’accès est ouvert : toutes les conditions sont réunies.',
  lacks: 'L’accès n’est pas ouvert : ce qui manque, ou est en attente, est signalé ci-dessous.',
  authorised: 'L’habilitation est en vigueur.',
  notAuthorised: 'L’habilitation n’est pas en vigueur : ce qui manque, ou est en attente, est signalé ci-dessous.',
  chain: 'Sur quoi cela repose',
  states: { ok: 'Réuni :', missing: 'Manquant :', waits: 'En attente :' },
  who: 'Qui peut le faire :',
  kinds: {
    leader: 'gestionnaire d’équipe de votre entité',
    colleague: 'les collègues de l’entité qui ont accès',
    manager: 'gère le dossier',
    team_leader: 'les gestionnaires d’équipe de l’entité',
    person: 'la personne elle-même',
  },
  actions: 'Ce que vous pouvez faire',
  allowed: { yes: 'Possible :', no: 'Impossible :' },
  names: {
    revoke: 'Révoquer l’accès',
    restore: 'Rétablir',
    resend: 'Renvoyer l’invitation',
    leave: 'Demander votre retrait',
    extend: 'Prolonger, ou fixer la fin',
    hand_over: 'Transmettre vos accès',
    change: 'Modifier l’équipe ou les rôles',
    archive: 'Archiver l’habilitation',
  },
  ask: 'Pourquoi ?',
  next: {
    access: 'Demander un accès',
    managers: 'Voir qui gère le dossier',
    leave: 'Demander votre retrait',
    successor: 'Ajouter un successeur',
  },
}
