import { count } from '../../words/french'
import type { UnusualWords } from './en'

export const fr: UnusualWords = {
  title: 'Ces adresses',
  summary: (all, odd) => [count(all, 'adresse', 'adresses'), odd ? `${odd} à vérifier` : 'rien d’inhabituel'].join(' · '),
  usual: 'rien d’inhabituel',
  waiting: 'vérification en cours …',
  known: 'vous voyez déjà cette personne ici',
  otherEntity: (entity) => `une adresse de l’établissement ${entity}`,
  outside: 'extérieure : une messagerie grand public, ou un domaine que personne d’autre de cet établissement n’a ici',
  lookAlike: 'à une lettre près, un domaine connu',
  instead: (email) => `Vouliez-vous dire ${email} ?`,
  sure: 'Oui, je connais cette personne',
  sureOf: (email) => ` : ${email}`,
  needSure: (email) => `${email} est inhabituelle : corrigez-la, ou confirmez que vous connaissez cette personne.`,
  colleagues: (entity) => `Proposer des collègues : ${entity}`,
  noColleagues: 'Vous ne voyez personne d’autre de cet établissement qui puisse être ajouté.',
  propose: (name) => `Ajouter ${name} aux adresses`,
}
