import { fr as accountWords } from '../../../accounts/words/fr'
import { fr as t } from '../../../words/fr'
import { fr as requested } from '../../../requests/words/fr'
import type { Articles } from '../text'
import { go, heading, link, list, note, picture, say, steps, text } from '../text'

const { code, forgotten } = accountWords

export const entering: Pick<Articles, 'access-client' | 'access-guest' | 'ask' | 'unknown-mail' | 'sign-in'> = {
  'access-client': {
    title: 'Comment obtenir un accès ? Mon entité est cliente',
    short: 'Il faut deux choses : un gestionnaire d’équipe de votre entité vous habilite, et quelqu’un vous ajoute à l’opération.',
    words: 'licence habiliter habilitation compte créer inscription nouveau collaborateur salarié banque arriver entrer commencer débuter',
    blocks: [
      text(say`Une entité cliente possède sa propre licence. C’est souvent une banque. Dans une entité cliente, seul un gestionnaire d’équipe peut faire entrer quelqu’un. C’est ce qu’on appelle une habilitation.`),
      steps(
        say`Demandez à un gestionnaire d’équipe de votre entité de vous habiliter. Donnez-lui votre adresse e-mail professionnelle.`,
        say`Vous recevez un e-mail. Il indique qui vous invite et pour quelle entité. Cliquez sur le lien.`,
        say`Indiquez votre nom, votre fonction et votre téléphone. Choisissez un mot de passe. Cliquez sur ${t.join.submit}.`,
        picture('join', 'La page ouverte par le lien de l’e-mail : votre adresse, votre nom et le bouton qui crée le compte.'),
        say`Pour suivre une opération, il faut encore qu’une personne déjà présente y ajoute votre adresse. Un e-mail vous en avertit.`,
      ),
      note(say`Le lien est valable 7 jours et ne sert qu’une fois. S’il est trop ancien, demandez à la personne qui vous a invité de le renvoyer.`),
      heading('Je ne sais pas qui est mon gestionnaire d’équipe'),
      text(say`Envoyez une demande depuis la page ${requested.ask.title}. Elle parvient d’elle-même aux bonnes personnes. Vous n’avez pas besoin de leurs noms.`),
      go('ask', requested.ask.title),
    ],
  },

  'access-guest': {
    title: 'Comment obtenir un accès ? Mon entité n’est pas cliente',
    short: 'On vous invite, opération par opération. Une personne déjà présente sur l’opération ajoute votre adresse e-mail.',
    words: 'invité invitation emprunteur entreprise fonds prêteur externe activer activation lien rejoindre créer compte',
    blocks: [
      text(say`Si votre entité n’a pas de licence, personne n’a besoin de vous habiliter. L’accès se donne pour une opération à la fois.`),
      steps(
        say`Adressez-vous à un collègue qui a déjà accès à l’opération, ou à un contact qui gère le dossier. Donnez votre adresse e-mail professionnelle.`,
        say`Vous recevez un e-mail. Il indique qui vous invite, à quelle opération et pour quelle entité.`,
        say`Cliquez sur le lien. Si vous n’avez pas encore de compte, remplissez le formulaire et cliquez sur ${t.join.submit}. Si vous en avez un, connectez-vous comme d’habitude.`,
        picture('join', 'La page ouverte par le lien de l’e-mail : votre adresse, votre nom et le bouton qui crée le compte.'),
        say`L’opération vous est aussitôt ouverte.`,
      ),
      note(say`Vous avez un seul compte pour tout. Si l’on vous invite à une deuxième opération, n’en créez pas un autre : gardez la même adresse.`),
      heading('Aucun e-mail n’est arrivé'),
      list(
        say`Regardez dans le dossier des courriers indésirables.`,
        say`Vérifiez votre adresse avec la personne qui vous a invité. Elle peut choisir ${t.access.resend}.`,
        say`Le lien a peut-être plus de 7 jours. Demandez-en un nouveau.`,
      ),
      go('ask', requested.ask.title),
    ],
  },

  ask: {
    title: 'Il me faut un accès et je ne sais pas à qui m’adresser',
    short: 'Envoyez une demande. Elle parvient d’elle-même à tous ceux qui peuvent dire oui.',
    words: 'demander demande autorisation permission qui peut référence manque opération refusée attente réponse',
    blocks: [
      steps(
        say`Ouvrez la page ${requested.ask.title}. Elle se trouve dans le menu, sous ${t.nav.requests}, et aussi sous le formulaire de connexion.`,
        say`Dites ce qu’il vous faut : l’accès à une opération, ou une habilitation dans une entité.`,
        say`Saisissez la référence de l’opération, telle qu’elle figure dans vos documents. Elle ressemble à OP-2026-0042.`,
        picture('ask', 'Le formulaire de demande : votre adresse e-mail, ce qu’il vous faut et la référence de l’opération.'),
        say`Dites en une phrase qui vous êtes et pourquoi cet accès vous est nécessaire. Cliquez sur ${requested.ask.submit}.`,
      ),
      text(say`Vous n’êtes pas connecté ? Un e-mail part aussitôt vers l’adresse que vous avez donnée. Ouvrez son lien et cliquez sur ${requested.asking.confirm}. Personne n’entend parler de votre demande auparavant. Le lien est valable un jour.`),
      text(say`La réponse arrive par e-mail. Si personne ne répond à temps, la demande passe d’elle-même au niveau supérieur.`),
      text(say`Vous êtes connecté ? Vous retrouvez votre demande sous ${requested.requests.mine}. Vous pouvez l’y retirer.`),
      go('ask', requested.ask.title),
    ],
  },

  'unknown-mail': {
    title: 'J’ai reçu un e-mail, mais je ne connais pas cette personne',
    short: `Rien n’est fait. Ouvrez le lien et cliquez sur « ${t.join.notMe} » : l’invitation prend fin et son auteur en est averti.`,
    words: 'pas moi erreur mauvaise adresse indésirable hameçonnage arnaque décliner refuser inconnu expéditeur suspect étranger invitation',
    blocks: [
      text(say`Quelqu’un s’est peut-être trompé d’adresse. Tant que vous ne créez pas de compte, personne n’entre.`),
      steps(
        say`Ouvrez le lien de l’e-mail. L’ouvrir ne change rien.`,
        say`Lisez qui vous invite, et à quoi.`,
        say`Si cela ne vous concerne pas, cliquez sur ${t.join.notMe}, sous le formulaire.`,
        picture('not-me', `Le bouton « ${t.join.notMe} », sous le formulaire de l’invitation.`),
        say`Confirmez par ${t.join.notMeSubmit}. Le lien cesse de fonctionner. La personne qui vous a invité apprend que l’adresse n’était pas la bonne.`,
      ),
      note(say`L’e-mail vous demande votre mot de passe, ou de l’argent ? Il ne vient pas de nous. Ne répondez pas et prévenez votre service informatique.`),
      text(say`L’e-mail vous demande de confirmer une demande d’accès que vous n’avez pas faite ? Quelqu’un a donné votre adresse. Cliquez sur le lien, puis sur ${requested.asking.notMe}, ou ne faites rien : la demande disparaît au bout d’un jour et n’a été transmise à personne.`),
      text(say`Vous avez reçu un code de connexion sans l’avoir demandé ? Quelqu’un connaît alors votre mot de passe. Changez-le tout de suite : voyez ${link('security', 'la sécurité de votre compte')}.`),
    ],
  },

  'sign-in': {
    title: 'Comment me connecter ? Je ne reçois pas le code, j’ai oublié mon mot de passe',
    short: 'Il vous faut votre mot de passe et, de temps en temps, un code à six chiffres que nous envoyons dans votre messagerie.',
    words: 'connexion connecter identifier identifiant mot de passe oublié perdu code six chiffres e-mail bloqué trop de tentatives application authentification secours téléphone',
    blocks: [
      steps(
        say`Saisissez votre adresse e-mail et votre mot de passe. Cliquez sur ${t.signIn.submit}.`,
        picture('sign-in', 'La page de connexion : adresse e-mail, mot de passe et, dessous, le lien du mot de passe oublié.'),
        say`Si la page demande un code, ouvrez votre messagerie. Nous venons de l’envoyer.`,
        say`Saisissez les six chiffres. Cochez ${code.remember} seulement sur un ordinateur que personne d’autre n’utilise.`,
      ),
      heading('Le code n’arrive pas'),
      list(
        say`Patientez deux minutes, puis regardez dans les courriers indésirables.`,
        say`Le code est valable 10 minutes. Seul le dernier compte.`,
        say`Pour en obtenir un nouveau, cliquez sur ${code.again}. Cinq codes au plus sont envoyés en dix minutes ; ensuite, patientez un peu.`,
      ),
      heading('J’ai oublié mon mot de passe'),
      steps(
        say`Sur la page de connexion, cliquez sur ${t.signIn.forgotten}`,
        say`Saisissez votre adresse e-mail et cliquez sur ${forgotten.submit}.`,
        say`Cliquez sur le lien de l’e-mail et choisissez un nouveau mot de passe. Le lien est valable une heure.`,
      ),
      text(say`Vous avez perdu le téléphone de votre application d’authentification ? Connectez-vous avec l’un de vos codes de secours : cliquez sur ${code.lost}.`),
      go('forgotten', forgotten.title),
    ],
  },
}
