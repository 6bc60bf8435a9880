"""The reasons of an answer, gathered where the lexicon and its matches can be asked."""

from __future__ import annotations

from itertools import islice

from normalize.bearers import Match
from normalize.form import Form
from normalize.lexicon.store import Store
from normalize.lexicon.variants import is_body
from normalize.match.bodies import list_other_forms
from normalize.match.explanation import Explanation, list_differences
from normalize.matcher import Matcher
from normalize.resolution import Resolution

_TOLD = 3  # bearers of a name who are elsewhere that are named


def explain(
    resolution: Resolution, store: Store, matcher: Matcher, decided: tuple[str, ...], *, whole: bool
) -> Explanation:
    """Return why a name came out as it did; what is not `whole` says it, but cannot be replayed.

    `decided` is what people have decided beside the ruling that the answer obeys.
    """
    best, form = next(iter(resolution._matches), None), resolution._form
    first, rival = (*islice(resolution._decided, 2), None, None)[:2]
    alias = store.name(best.hit.name) if best else None
    laid = matcher.lay(best) if best else None
    standings = tuple(resolution._standings) if whole else ()
    return Explanation(
        status=resolution.status,
        name=form.raw,
        id=first.id if first else None,
        label=first.label if first else None,
        probability=resolution.probability,
        exact=bool(best and best.hit.exact),
        seen_as=resolution.seen_as,
        alias=alias.name if alias else None,
        alias_lang=alias.lang if alias else None,
        alias_kind=alias.kind if alias else None,
        query_reading=laid.query if laid else None,
        alias_reading=laid.alias if laid else None,
        standard=_standard(best.form, laid.query) if best and laid else None,
        differences=list_differences(laid, _list_origins(best, laid.query, store)) if best and laid and alias else (),
        evidence=best.evidence if best else None,
        standings=standings,
        place=next((i for i, s in enumerate(standings) if best and s.entity == best.hit.entity), 0),
        weighings=resolution._weighings,
        veto=best.veto if best else None,
        constraints=(*_list_constraints(resolution, matcher, store), *decided),
        repairs=form.repairs,
        ruling=str(resolution._ruling) if resolution._ruling else None,
        runner_up=rival.label if rival else None,
        runner_up_probability=rival.probability if rival else None,
    )


def _standard(form: Form, roman: str) -> str:
    reading = form.reading(roman)
    return reading.standard if reading.lang == "und" else f"{reading.lang} {reading.standard}"


def _list_origins(match: Match, roman: str, store: Store) -> frozenset[str]:
    """Return the languages of a name and of the one that it is near, and the countries of the bearer."""
    lang = store.name(match.hit.name).lang.partition("-")[0]
    return frozenset({match.form.reading(roman).lang, lang, *store.country(match.hit.entity)})


def _find_other_forms(form: Form, name: int, store: Store) -> tuple[str, str] | None:
    """Return the legal forms of a name and of an organisation's that it is near, where these are others."""
    if not is_body(store.types[store.entity_type[store.name_entity[name]]]):
        return None
    return list_other_forms(form.text, store.name_text(name))


def _find_elsewhere(resolution: Resolution, matcher: Matcher, store: Store) -> list[str]:
    """Return who bears the name to the letter, but is known to be elsewhere than asked, where nobody there does."""
    if resolution._exact or not resolution._constraint.countries:
        return []
    bearers = (match.hit for match in matcher.bearers.open(resolution._form, resolution._constraint).exact)
    away = [hit.entity for hit in bearers if hit.exact and hit.elsewhere]
    return [f"{store.label(entity)} ({', '.join(store.country(entity))})" for entity in away]


def _list_constraints(resolution: Resolution, matcher: Matcher, store: Store) -> tuple[str, ...]:
    asked, best = resolution._constraint, next(iter(resolution._matches), None)
    told = [str(resolution._context)] if resolution._context else []
    if resolution._setting is not None and best is not None:
        told += resolution._setting.tell(store, best.hit.entity, best.hit.name)
    if best is not None and (forms := _find_other_forms(resolution._form, best.hit.name, store)):
        told.append(f"the legal form is not weighed: {', not '.join(forms)}")
    if asked.type:
        told.append(f"only entities of type {asked.type} were looked at")
    if asked.countries:
        where = " or ".join(asked.countries)
        if best and best.hit.elsewhere:
            told.append(f"it is not in {where}, so it cannot be the answer")
        else:
            told.append(f"entities known to be outside {where} rank behind")
            if away := _find_elsewhere(resolution, matcher, store):
                more = f" and {len(away) - _TOLD} more" if len(away) > _TOLD else ""
                told.append(f"the very name is that of {', '.join(away[:_TOLD])}{more}, outside {where}")
    return tuple(told)
