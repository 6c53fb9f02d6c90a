// La moitié française. Apostrophes typographiques, espaces insécables devant : ; ! ? et dans les guillemets (vérifié par un test).
import { de } from '../../words/french'
import type { DateWords } from './en'

export const fr: DateWords = {
  extend: 'Prolonger l’accès',
  setEnd: 'Fixer une date de fin',
  title: (name) => `Prolonger l’accès ${de(name)}`,
  setTitle: (name) => `Fixer une date de fin à l’accès ${de(name)}`,
  now: (date) => `Il prend fin le ${date}. À compter d’aujourd’hui, le prolonger de :`,
  noEnd: 'Il est sans terme pour le moment. En fixer un :',
  more: 'Dates',
  start: 'À partir du',
  startHint: (zone) => `Prend effet dès le début de cette journée, dans votre fuseau horaire (${zone}). Laissez vide pour un effet immédiat.`,
  until: 'Durée',
  ends: { none: 'Sans date de fin', m1: '1 mois', m3: '3 mois', m12: '1 an', d90: '90 jours', day: 'Jusqu’à une date' },
  latest: (date) => `Jusqu’au ${date}, au plus tard`,
  latestHint: 'Nul ne donne un accès plus long que le sien, ni au-delà de la fin qu’un gestionnaire placé plus haut a fixée.',
  zone: (zone) => `Dans votre fuseau horaire (${zone})`,
  day: 'Dernier jour',
  dayHint: (zone) => `Fin automatique à minuit, au terme de cette journée dans votre fuseau horaire (${zone}).`,
  problems: {
    past: 'Choisissez aujourd’hui ou un jour ultérieur.',
    missing: 'Choisissez une durée, une date, ou « Sans date de fin ».',
    early: 'Choisissez un jour postérieur à aujourd’hui.',
    order: 'La fin viendrait avant le début. Choisissez un jour ultérieur.',
    late: 'Choisissez un jour antérieur : vous ne donnez pas au-delà de la date indiquée ci-dessus.',
  },
  ended: (date) => `Une fin était fixée auparavant, le ${date}. Choisissez la nouvelle.`,
  begins: (date) => `aura accès à partir du ${date}`,
  restored: (name, date) => `${name} aura de nouveau accès à partir du ${date}`,
  authorised: (name, date) => `${name} est de nouveau habilité(e) à partir du ${date}`,
  habilitation: {
    extend: 'Prolonger',
    title: (name) => `Prolonger l’habilitation ${de(name)}`,
    setTitle: (name) => `Fixer une date de fin à l’habilitation ${de(name)}`,
    extended: (name, date) => `${name} est habilité(e) jusqu’au ${date}`,
    endless: (name) => `${name} est habilité(e) jusqu’à nouvel ordre`,
  },
  submit: 'Fixer cette date',
  extended: (name, date) => `${name} a accès jusqu’au ${date}`,
  endless: (name) => `${name} a accès jusqu’à nouvel ordre`,
  from: (date) => `à partir du ${date}`,
}
