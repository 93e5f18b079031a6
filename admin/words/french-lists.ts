type Named = { label: string; singular: string; plural: string }

/** What a list's parts are called in French; what is not named here keeps its English name. */
export type ListWords = Partial<Named> & {
  /** Label, and description where there is one. */
  fields?: Record<string, readonly [label: string, description?: string]>
  /** By the English label, since a group has no key. */
  groups?: Record<string, readonly [label: string, description?: string]>
  actions?: Record<string, { label: string; prompt: string; success: string }>
}

const kept = {
  createdAt: ['Création'],
  updatedAt: ['Dernière modification'],
} as const

/** The lists of the admin in French, by their keys and those of their fields and actions. */
export const frenchLists: Record<string, ListWords> = {
  Article: {
    ...{ label: 'Articles', singular: 'Article', plural: 'Articles' },
    groups: {
      Picture: ['Photo'],
      Links: ['Liens'],
      'Byline and language': ['Signature et langue'],
      Desk: ['Rédaction', 'Pour les collègues. Les modifier ne retire pas une validation.'],
    },
    fields: {
      ...kept,
      headline: ['Titre'],
      description: ['Chapô', 'Une ou deux phrases sous le titre, dans les listes et les flux.'],
      slug: ['Adresse', 'La fin de l’adresse de l’article ; tirée du titre si elle reste vide.'],
      sections: ['Sections'],
      image: ['Photo principale', 'Au-dessus de l’article, dans les listes et les flux.'],
      imageAltText: ['Texte alternatif dans cet article', 'Seulement s’il doit différer de celui de la photo.'],
      imageCaption: ['Légende dans cet article', 'Seulement si elle doit différer de celle de la photo.'],
      tags: ['Mots-clés', 'Lieux, personnes, organisations et thèmes de l’article ; une rubrique au plus.'],
      relatedArticles: ['Articles similaires', 'Affichés sous l’article dans cet ordre, s’ils sont en ligne.'],
      byline: ['Signature', 'Telle que les lecteurs la voient, par exemple « La rédaction ».'],
      language: ['Langue', 'Un code BCP 47 : fr, en, ar-TN…'],
      author: ['Auteur', 'Qui écrit l’article ; vous, sauf indication contraire.'],
      urgency: ['Urgence', '1 est la plus forte, 9 la plus faible (ninjs).'],
      edNote: ['Note à la rédaction', 'Jamais montrée aux lecteurs.'],
      embargoedUntil: ['Sous embargo jusqu’au', 'D’ici là, rien ni personne ne peut mettre l’article en ligne.'],
      unpublishAt: [
        'Dépublication',
        'Quand l’article quitte ses lecteurs, à l’heure et dans le fuseau de cet ordinateur.',
      ],
      state: ['État'],
      publicStatus: ['Pour les lecteurs'],
      trashedAt: ['À la corbeille depuis'],
    },
  },
  Image: {
    ...{ label: 'Photos', singular: 'Photo', plural: 'Photos' },
    fields: {
      ...kept,
      file: ['Photo'],
      altText: ['Texte alternatif', 'Ce que montre la photo, pour qui ne la voit pas.'],
      isDecorative: ['Décorative', 'Elle ne dit rien de plus que le texte : pas de texte alternatif.'],
      caption: ['Légende', 'Affichée sous la photo.'],
      creditLine: ['Crédit', 'Qui créditer, tel qu’il doit être imprimé.'],
      creator: ['Auteur', 'Qui l’a faite.'],
      copyrightNotice: ['Mention de droits'],
      usageTerms: ['Conditions d’utilisation', 'Ce que permet la licence.'],
      rightsExpire: ['Fin des droits', 'À partir de là, la photo ne peut plus être mise en ligne.'],
      isIllustrative: ['Non contractuelle', 'Elle ne montre pas l’événement même.'],
      fileName: ['Nom du fichier'],
      uploadedBy: ['Ajoutée par'],
    },
  },
  Tag: {
    ...{ label: 'Mots-clés', singular: 'Mot-clé', plural: 'Mots-clés' },
    fields: {
      ...kept,
      name: ['Nom'],
      slug: ['Adresse', 'Sa place dans les adresses publiques ; tirée du nom si elle reste vide.'],
      kind: ['Nature', 'Un article a une rubrique au plus.'],
      uri: ['URI', 'La même chose dans un vocabulaire public, par exemple un sujet de l’IPTC.'],
    },
  },
  Release: {
    ...{ label: 'Parutions groupées', singular: 'Parution groupée', plural: 'Parutions groupées' },
    fields: {
      name: ['Nom'],
      articles: ['Articles', 'Tous paraissent ensemble, ou aucun. Un article est dans une parution ouverte au plus.'],
      state: ['État'],
      releaseAt: ['Paraît le'],
      releasedAt: ['Parue le'],
    },
    actions: {
      release: {
        label: 'Faire paraître',
        prompt: 'Montre tous ses articles aux lecteurs au même instant. Si l’un n’est pas prêt, aucun ne paraît.',
        success: 'Parue',
      },
      schedule: {
        label: 'Programmer',
        prompt: 'Tous ses articles paraissent ensemble à cette heure.',
        success: 'Programmée',
      },
      unschedule: {
        label: 'Déprogrammer',
        prompt: 'Elle reste ouverte, et ne paraît que si quelqu’un le demande.',
        success: 'Déprogrammée',
      },
    },
  },
  EditorialNote: {
    ...{ label: 'Notes', singular: 'Note', plural: 'Notes' },
    fields: {
      ...kept,
      article: ['Article'],
      sectionId: ['Section', 'La section concernée ; vide pour tout l’article.'],
      sectionHeading: ['Intertitre'],
      text: ['Texte'],
      author: ['Auteur'],
      state: ['État'],
      replies: ['Réponses'],
    },
  },
  User: {
    ...{ label: 'Personnes', singular: 'Personne', plural: 'Personnes' },
    fields: {
      ...kept,
      name: ['Nom'],
      email: ['Adresse e-mail'],
      password: ['Mot de passe', 'Au moins 8 caractères. Sans lui, personne ne peut ouvrir ce compte.'],
      role: ['Rôle'],
      active: [
        'Actif',
        'Décoché au départ de la personne : elle est déconnectée aussitôt, et son nom reste au journal.',
      ],
    },
  },
  Revision: {
    ...{ label: 'Versions', singular: 'Version', plural: 'Versions' },
    fields: { number: ['Numéro'], cause: ['Cause'], createdAt: ['Création'], about: ['Article'], author: ['Par'] },
  },
  AuditEntry: {
    ...{ label: 'Journal', singular: 'Entrée du journal', plural: 'Entrées du journal' },
    fields: {
      ...{ sequence: ['Numéro'], actor: ['Qui'], action: ['Acte'], about: ['Sujet'], at: ['Quand'] },
      ...{ from: ['De'], to: ['À'], revision: ['Version'], reason: ['Motif'] },
    },
  },
  Session: {
    ...{ label: 'Connexions', singular: 'Connexion', plural: 'Connexions' },
    fields: {
      user: ['Personne'],
      createdAt: ['Ouverte'],
      lastSeenAt: ['Dernier usage'],
      expiresAt: ['Se ferme au plus tard'],
      revokedAt: ['Fermée'],
      address: ['Depuis l’adresse'],
      userAgent: ['Navigateur'],
    },
    actions: {
      revoke: {
        label: 'Fermer la connexion',
        prompt: 'Qui l’utilise devra s’identifier de nouveau.',
        success: 'La connexion est fermée',
      },
    },
  },
  ApiToken: {
    ...{ label: 'Jetons d’API', singular: 'Jeton d’API', plural: 'Jetons d’API' },
    fields: {
      name: ['Utilisé par'],
      ending: ['Se termine par'],
      person: ['Agit pour'],
      access: ['Ce qu’il fait'],
      createdAt: ['Création'],
      expiresAt: ['Prend fin au plus tard'],
      lastUsedAt: ['Dernier usage'],
      revokedAt: ['Révoqué'],
    },
    actions: {
      revoke: {
        label: 'Révoquer',
        prompt: 'Le programme qui s’en sert est refusé dès maintenant.',
        success: 'Le jeton est révoqué',
      },
    },
  },
  Webhook: {
    ...{ label: 'Webhooks', singular: 'Webhook', plural: 'Webhooks' },
    fields: {
      name: ['Nom', 'Qui est appelé, pour les collègues.'],
      url: ['Adresse', 'Elle reçoit un POST par événement, et répond par un statut de 200 à 299.'],
      events: ['Événements', 'Ce dont elle est avertie.'],
      active: ['Actif', 'Tant qu’il est éteint, rien n’est gardé pour lui.'],
    },
  },
}
