"""The recipe trains what it says, goes on where it was killed, and ships a network that says the same."""

# ruff: noqa: E402, I001, since nothing may be imported before what is missing was told

import random
from itertools import pairwise, product
from dataclasses import replace

import numpy as np
import onnxruntime
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: `make train` installs it")
onnx = pytest.importorskip("onnx", reason="onnx is not installed: `make train` installs it")
pytest.importorskip("safetensors", reason="safetensors is not installed: `make train` installs it")

from recipe import export, kitchen, stages, vocabulary
from recipe.corpora import names, treebanks
from recipe.corpora.parties import Labelled
from recipe.corpora.polnear import Article
from recipe.figures import between
from recipe.labels import COLUMNS, HEADS
from recipe.model.bases import special_of
from recipe.model.exact import alike, bounded, cut_off, largest_pair, rounded
from recipe.model.infer import Infer
from recipe.model import shipped
from recipe.model.losses import loss_of, name_loss, sequence_loss
from recipe.model.network import Reader
from recipe.model.outliers import MORE, Parted, repeated, split
from recipe.training.plan import Drawn, Larder, Stage, draw
from recipe.training.speed import quickest
from recipe.training.teach import Teacher
from recipe.training.tell import _sure, tell
from recipe.training.train import Run
from recipe.units import ROOT, UNLABELLED, Cutter, Unit
from recipe.windows import Window, batches, collate, cut

from pledgebook.analysis.encoder import Encoder
from pledgebook.analysis.weights import load
from tests.models import tiny

SPECIAL = (2, 3, 0)
SAMPLES = [(torch.tensor([[2, 5, 6, 7, 8, 9, 3]]), torch.zeros(1, 7, dtype=torch.long))]
STAGE = Stage("trial", "minilm", minutes=5, rate=1e-3, batch=128)
TEXT = "Mayor Voss said that we will build a bridge.\nThe mayor said “we will not sleep”.\n"
TREE = """\
# newdoc id = one
1\tMayor\tmayor\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1-coref
2\tVoss\tVoss\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdid\tdo\tVERB\tVBD\t_\t0\troot\t_\t_
4\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
5\tby\tby\tADP\tIN\t_\t6\tcase\t_\t_
6\t2031\t2031\tNUM\tCD\t_\t3\tobl\t_\tEntity=(2-time-new-nnnnn-cf2-1-sgl)|SpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

"""


@pytest.fixture(scope="module")
def cutter():
    return Cutter(tiny.tokenizer())


@pytest.fixture
def larder(cutter, tmp_path):
    """A little of each kind of corpus."""
    (tmp_path / "a.conllu").write_text(TREE, encoding="utf8")
    spans = [(0, 10, "source"), (11, 15, "cue"), (16, 43, "content")]
    told = Labelled("r", ["We will build a bridge.", "The mayor said not."] * 3, [{"act": 3}, {"act": 0}] * 3)
    return Larder(
        {
            "polnear": [cutter.article(Article(f"a{n}", TEXT, spans)) for n in range(6)],
            "speech-acts": [cutter.labelled(told)],
            "gum": [cutter.treebank(d, mentions=True) for d in treebanks.treebank(tmp_path / "a.conllu")],
        }
    )


def run(larder, work, model=None, **changes):
    drawn = Drawn(4, {"polnear": 4.0, "speech-acts": 4.0, "gum": 4.0})
    stage = replace(STAGE, **{k: v for k, v in changes.items() if k != "teacher"})
    return Run(
        model or tiny.network(),
        stage,
        drawn,
        larder,
        work,
        SPECIAL,
        report=lambda _: {},
        kind=torch.float32,
        teacher=changes.get("teacher"),
    )


def weights(model):
    return torch.cat([p.detach().flatten() for p in model.parameters()])


class KilledError(Exception):
    pass


@pytest.mark.parametrize("after", [1, 3, 6])
def test_a_killed_stage_goes_on(larder, tmp_path, monkeypatch, after):
    """A stage that is killed after some steps and called again ends with the very weights of one that never was."""
    monkeypatch.setattr("recipe.training.train.SAVE_EVERY", 0.0)
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    whole = weights(run(larder, tmp_path / "whole").finish())
    killed, steps = run(larder, tmp_path / "killed"), []
    step = killed._step

    def dying(batch, done):
        if len(steps) == after:
            raise KilledError
        steps.append(done)
        step(batch, done)

    monkeypatch.setattr(killed, "_step", dying)
    with pytest.raises(KilledError):
        killed.finish()
    again = run(larder, tmp_path / "killed", tiny.network(seed=9))
    assert torch.equal(weights(again.finish()), whole)
    assert not list((tmp_path / "killed").glob("*.resume.pt"))


def test_a_finished_stage_is_not_trained_again(larder, tmp_path):
    """The second call has the weights at once."""
    first = weights(run(larder, tmp_path).finish())
    second = run(larder, tmp_path, tiny.network(seed=9))
    assert torch.equal(weights(second.finish()), first)
    assert second.pieces == 0


def test_a_slow_stage_is_cut_short(larder, tmp_path):
    """Where its minutes are over, the rounds that are left are left out, and the log says so."""
    trial = run(larder, tmp_path, minutes=0.0)
    trial.finish()
    assert trial.round == 1
    assert "1 rounds are possible" in trial.log.read_text()


def test_a_student_learns_what_its_teacher_says(larder, tmp_path):
    """A teacher's scores are kept on disk, and come nearer to what the student says."""
    teacher = tiny.network(seed=5).eval()
    student = tiny.network(seed=6)
    windows = larder.round(Drawn(1, {"polnear": 1.0}), 1, 0)

    def apart():
        ours, theirs = (
            torch.cat([s for s, _ in Infer(m, SPECIAL, torch.float32)(windows)]) for m in (student, teacher)
        )
        return float((ours.softmax(-1) - theirs.softmax(-1)).abs().mean())

    before = apart()
    run(
        larder, tmp_path, student, teacher=Teacher(Infer(teacher, SPECIAL, torch.float32), tmp_path), rate=5e-3
    ).finish()
    assert apart() < before
    assert len(list((tmp_path / "taught").glob("trial-*.pt"))) == 4


def test_what_a_teacher_said_of_other_windows_is_not_taken(larder, tmp_path):
    """Scores that were kept for another plan are made anew, those of the same windows are not."""
    heard = []

    def infer(windows):
        heard.append(len(windows))
        return [(torch.ones(w.size, 3), torch.ones(w.size, 1)) for w in windows]

    teacher = Teacher(infer, tmp_path)
    windows = larder.round(Drawn(1, {"polnear": 1.0}), 1, 0)
    for part in (windows, windows, windows[1:]):
        assert [w.taught.shape[0] for w in teacher.taught(part, "trial", 0)] == [w.size for w in part]
    assert heard == [len(windows), len(windows) - 1]


def test_rounds_are_repeatable_and_whole(larder):
    """The same round of the same seed has the same windows; all rounds together pass as often as was drawn."""
    drawn = Drawn(3, {"polnear": 2.0, "gum": 3.0})
    one, same, other = (larder.round(drawn, seed, 1) for seed in (1, 1, 2))
    assert [w.units[0].ids for w in one] == [w.units[0].ids for w in same]
    assert [w.units for w in one] != [w.units for w in other]
    seen = [u for number in range(3) for w in larder.round(drawn, 1, number) for u in w.units]
    assert sum("attribution" in unit.marks for unit in seen) == 2 * 6 * 2


def test_the_minutes_are_spent():
    """Twice the minutes pass twice as often over every corpus, and none more often than makes sense."""
    sizes = {"polnear": 800_000, "ewt": 200_000, "plain": 500_000}
    once, twice = (draw(sizes, STAGE.lasting(minutes), per_second=1000) for minutes in (30, 60))
    assert twice.passes["polnear"] == pytest.approx(2 * once.passes["polnear"], abs=0.01)
    assert sum(sizes[c] * p for c, p in once.passes.items()) == pytest.approx(30 * 60 * 1000, rel=0.01)
    assert "plain" not in once.passes
    assert max(draw(sizes, STAGE.lasting(1e6), per_second=1000).passes.values()) == 10


@pytest.mark.parametrize("plan", list(stages.PLANS))
def test_plans_fit_into_their_minutes(plan):
    """The stages of a plan share its minutes, less what is spared; a teacher comes before its student."""
    found = list(stages.planned(plan, 100).values())
    assert sum(stage.minutes for stage in found) == pytest.approx(100 * stages.SPARE)
    names_ = [stage.name for stage in found]
    for place, stage in enumerate(found):
        assert {stage.teacher, stage.begins} - {None, *kitchen.INSTALLED} <= set(names_[:place])


def test_windows_hold_every_piece_once(cutter):
    """Units are packed in order, long ones are broken, and nothing is lost."""
    bound = cutter.article(Article("a", TEXT + "the bridge . " * 200 + "\n", []))
    found = cut(bound, random.Random(1), together=0.5)
    assert [i for w in found for u in w.units for i in u.ids] == [i for u in bound.units for i in u.ids]
    assert max(w.size for w in found) <= 192
    packed = batches(found, random.Random(1), budget=400)
    assert sorted(map(id, (w for b in packed for w in b))) == sorted(map(id, found))


def test_a_window_begins_no_span_inside(cutter):
    """A content that goes on in the next paragraph begins again where a window begins with it, and nowhere else."""
    bound = cutter.article(Article("a", TEXT, [(16, len(TEXT) - 1, "content")]))
    apart, together = (cut(bound, random.Random(1), together=share) for share in (0.0, 1.0))
    begins = HEADS["attribution"].index("B-content")
    assert [w.units[0].marks["attribution"].count(begins) for w in apart] == [1, 1]
    assert [u.marks["attribution"].count(begins) for w in together for u in w.units] == [1, 0]


def test_sentences_of_a_paragraph(cutter):
    """Where a paragraph is broken, it is at its sentences."""
    unit = cutter.article(Article("a", "We will not sleep. The mayor said so.\n", [])).units[0]
    assert [unit.ids[at] for at in unit.sentences] == [cutter.words(["The"])[0][0]]
    assert unit.part(0, unit.sentences[0]).ids + unit.part(unit.sentences[0], 99).ids == unit.ids


def test_an_outside_may_hide_a_name():
    """Where a corpus marks no dates, a date that is taken for one costs nothing; where it does, it costs."""
    scores = torch.full((1, len(HEADS["name"])), -5.0)
    scores[0, HEADS["name"].index("B-DATE")] = 5.0
    hidden = torch.tensor([[label[2:] == "DATE" for label in HEADS["name"]]])
    outside = torch.tensor([0])
    assert float(name_loss(scores, outside, hidden)) < 0.01
    assert float(name_loss(scores, outside, hidden & False)) > 5


def test_rows_of_labels_are_told_from_all_others():
    """The loss of a row is how unlikely it is among all rows that there are; what has no label is passed over."""
    torch.manual_seed(1)
    scores, moves = torch.randn(3, 6, 3), torch.randn(3, 3)
    labels = torch.tensor([[0, 2, UNLABELLED, 1, UNLABELLED, 2], [UNLABELLED, 1] + [UNLABELLED] * 4, [UNLABELLED] * 6])

    def score(row, path):
        places = (labels[row] != UNLABELLED).nonzero()[:, 0].tolist()
        own = sum(scores[row, place, label] for place, label in zip(places, path, strict=True))
        return own + sum(moves[a, b] for a, b in pairwise(path))

    wanted = 0.0
    for row in (0, 1):
        gold = [label for label in labels[row].tolist() if label != UNLABELLED]
        every = torch.stack([score(row, path) for path in product(range(3), repeat=len(gold))])
        wanted += float(every.logsumexp(0) - score(row, gold))
    assert float(sequence_loss(scores, labels, moves)) == pytest.approx(wanted, abs=1e-4)


def test_a_word_has_one_label(cutter):
    """Only the piece that begins a word is labelled, and a span that begins inside of a word with the next word."""
    unit = cutter.article(Article("a", "The mayors said so.\n", [(9, 15, "cue")])).units[0]
    names = [HEADS["attribution"][label] for label in unit.marks["attribution"] if label != UNLABELLED]
    assert names == ["O", "O", "B-cue", "O", "O"]
    assert unit.marks["attribution"].count(UNLABELLED) == 1


def test_every_head_learns(larder):
    """Labels of every kind in a batch reach the weights of their heads."""
    model = tiny.network()
    batch = collate(
        [w for n in range(2) for w in larder.round(Drawn(2, dict.fromkeys(larder.documents, 2.0)), 1, n)], SPECIAL
    )
    loss_of(model, model(batch.ids, batch.shapes, batch.mask), batch).backward()
    for head in ("attribution", "tag", "pos", "name", "time", "act", "root"):
        assert model.heads.weight.grad[COLUMNS[head]].abs().sum() > 0
    assert all(p.grad.abs().sum() > 0 for p in (*model.tree.parameters(), model.moves))


def test_names_and_trees_of_a_treebank(cutter, tmp_path):
    """A title before a name is an office, the name a person, a time both a date and an extent."""
    (tmp_path / "a.conllu").write_text(TREE, encoding="utf8")
    (document,) = treebanks.treebank(tmp_path / "a.conllu")
    unit = cutter.treebank(document, mentions=True).units[0]
    told = [HEADS["name"][label] for label in unit.marks["name"]]
    assert told[:2] == ["B-OFFICE", "B-PER"]
    assert "B-DATE" in told
    assert HEADS["time"][unit.marks["time"][told.index("B-DATE")]] == "B-TIME"
    assert sum(head == -1 for _, head, _ in unit.tree) == 1
    assert document.trees[0].text()[0] == "Mayor Voss didn't by 2031."


def test_a_place_and_what_it_lies_in_are_two_names():
    """Whatever a corpus joins at a comma, places come apart, and organisations do not."""
    words = ["Trade", ",", "Ministry", "of", "Ports", ",", "Mines", ",", "met", "in", "Lowmoor", ",", "Eastmark", ","]
    marked = [(2, 7, "ORG"), (10, 14, "LOC")]
    assert names.apart(words, marked) == [(2, 7, "ORG"), (10, 11, "LOC"), (12, 13, "LOC")]


def test_bio_and_io_labels_are_read():
    """A span begins at B, and at an I of another kind."""
    assert names.spans(["B-PER", "I-PER", "B-PER", "O", "I-LOC"]) == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")]


@pytest.mark.parametrize("near", [True, False])
def test_padding_changes_nothing(near):
    """A window has the same scores alone as beside a longer one."""
    model = tiny.network(near=near).eval()
    short, long = Window([Unit([5, 6, 7], [1, 2, 1])]), Window([Unit([8, 9] * 20, [1, 0] * 20)])
    alone = Infer(model, SPECIAL, torch.float32)([short])[0][0]
    among = Infer(model, SPECIAL, torch.float32)([short, long])[0][0]
    assert torch.allclose(alone, among, atol=1e-5)


def test_what_is_shipped_says_the_same(tmp_path):
    """The exported file gives pledgebook the scores and projections that the network has in PyTorch."""
    model = tiny.write(tmp_path).eval()
    encoder = Encoder(load(tmp_path))
    pieces = encoder.pieces("Mayor Voss said we will build a bridge.")
    found = encoder.scores(pieces)
    logits, tree = Infer(model, SPECIAL, torch.float32)([Window([Unit(pieces.ids, pieces.shapes)])])[0]
    assert np.allclose(found.logits, logits.numpy(), atol=1e-4)
    assert np.allclose(found.tree, tree.numpy(), atol=1e-4)
    assert np.allclose(encoder.relations(), model.tree.relations.detach().numpy(), atol=1e-6)


def test_rare_pieces_are_left_out(cutter, tmp_path):
    """What ships knows the marks, single characters and the pieces met most, and says of them what it said before."""
    tokenizer, model = tiny.tokenizer(), tiny.network().eval()
    often = cutter.article(Article("a", "the mayor said we will build\n" * 3 + "a bridge\n", []))
    ids = vocabulary.frequent(tokenizer, [often], kept=20)
    small = vocabulary.fewer(tokenizer, ids)
    assert {"[UNK]", "[CLS]", "'", "##s", "“", "a", "mayor", "build"} <= set(small.get_vocab())
    assert not {"lindane", "sleep"} & set(small.get_vocab())
    assert sorted(small.get_vocab().values()) == list(range(len(ids)))

    before = [*tokenizer.encode("we will build").ids, tokenizer.token_to_id("[UNK]")]
    after = small.encode("we will build lindane").ids
    cut_down = vocabulary.cut_down(model, ids)
    was = Infer(model, SPECIAL, torch.float32)([Window([Unit(before, [0] * 4)])])[0][0]
    found = Infer(cut_down, special_of(small), torch.float32)([Window([Unit(after, [0] * 4)])])[0][0]
    assert torch.allclose(was, found, atol=1e-6)


def test_a_teacher_with_fewer_pieces_is_understood():
    """A piece that a teacher does not know is told to it as unknown, all others by its own numbers."""
    tokenizer = tiny.tokenizer()
    small = vocabulary.fewer(tokenizer, [0, 1, 2, 3, 5])
    known_as = vocabulary.translation(tokenizer, small)
    assert known_as[:6] == [0, 1, 2, 3, 1, 4]
    assert set(known_as[6:]) == {1}


def trained():
    """A network no two of whose weights are the same: equal ones would be one in a file, in which moves are not."""
    model = tiny.network().eval()
    for name, weights in model.named_parameters():
        if name not in shipped.BESIDE:
            torch.nn.init.normal_(weights, std=0.5)
    return model


def test_large_columns_go_to_int8_in_parts(tmp_path):
    """Where a column is far larger than all others, int8 says nearly the same with it in parts, and not without."""
    model = trained()
    for layer in model.encoder.layers:
        layer.first.weight.data[3] *= 60
        layer.wide.weight.data[:, 3] /= 60
    errors = []
    for place, sent in enumerate((model, split(model, SAMPLES))):
        export.write_small(sent, tmp_path / "work", path := tmp_path / f"{place}.onnx")
        infer = export.OnnxInfer(path, SPECIAL, model.tree.relations.detach(), [])
        windows = [Window([Unit([5, 6, 7, 8, 9], [0] * 5)])]
        told, found = Infer(model, SPECIAL, torch.float32)(windows)[0][0], infer(windows)[0][0]
        errors.append(float((told - found).abs().mean()))
    assert errors[1] < errors[0] / 2


def test_columns_come_again_as_they_are_large():
    """The column whose part is the largest comes once more, until enough do; a column's parts sum to one."""
    largest = torch.tensor([1.0, 100.0, 1.0, 30.0])
    again = repeated(largest)
    counts = 1 + again.bincount(minlength=4)
    assert len(again) == MORE
    assert counts[1] > counts[3] > counts[0] == counts[2] == 1
    part = Parted(torch.nn.Linear(4 + MORE, 2), again)
    sums = part.first + torch.zeros(4).index_add(0, again, part.further)
    assert torch.allclose(sums, torch.ones(4))
    assert (largest * part.first).max() < 3


def test_a_network_in_parts_says_the_same():
    """In floats, a network whose large columns come in parts says what it said before."""
    model = trained()
    batch = collate([Window([Unit([5, 6, 7, 8, 9], [0] * 5)])], SPECIAL)
    with torch.no_grad():
        was, found = (net(batch.ids, batch.shapes)[0] for net in (model, split(model, SAMPLES)))
    assert torch.allclose(was, found, atol=1e-3)


def test_rows_that_are_the_same_round_each_other_off():
    """Of rows that meet parts of one input, the rounded ones are together as near as one step to what they were."""
    weight = np.vstack([np.full((9, 4), [0.3, 1.45, -2.8, 0.0]), np.eye(4) * 127]).astype(np.float32)
    groups = alike(weight)
    assert groups == [list(range(9))]
    found = rounded(weight, groups)
    assert np.abs(found[:9].sum(0) - weight[:9].sum(0)).max() <= 0.5 + 1e-5
    assert (found == np.rint(found)).all()
    assert (found[9:] == weight[9:]).all()


def test_attention_is_one_operation(tmp_path):
    """A file has attention as one operation a layer, with the bias by distance in its place, and says the same."""
    for near in (True, False):
        model = tiny.network(near=near).eval()
        for weights in model.encoder.parameters():
            torch.nn.init.normal_(weights, std=0.5)
        export.write_onnx(model, path := tmp_path / f"{near}.onnx")
        nodes = [n for n in onnx.load(path).graph.node if n.op_type == "MultiHeadAttention"]
        assert [len(n.input) for n in nodes] == [6 if near else 3] * 2
        windows = [Window([Unit([5, 6, 7, 8, 9, 4, 7], [0] * 7)])]
        told = Infer(model, SPECIAL, torch.float32)(windows)[0][0]
        found = export.OnnxInfer(path, SPECIAL, model.tree.relations.detach(), [])(windows)[0][0]
        assert torch.allclose(told, found, atol=1e-3)


def test_training_can_begin_with_what_was_shipped(tmp_path):
    """An exported file gives a network its weights back, all but exactly, also to one of some of its layers."""
    model = trained()
    export.write_small(split(model, SAMPLES), tmp_path / "work", tmp_path / "model.onnx")
    begun = tiny.network(seed=9)
    begun.encoder.pieces.load_state_dict(model.encoder.pieces.state_dict())
    begun.encoder.distances.load_state_dict(model.encoder.distances.state_dict())
    shipped.put(tmp_path / "model.onnx", begun, "tiny")
    begun.moves.data = model.moves.data  # told beside the file
    for (name, was), found in zip(model.named_parameters(), begun.parameters(), strict=True):
        assert (was - found).square().mean().sqrt() <= was.abs().max() / 250, name
    with pytest.raises(SystemExit, match="holds no network"):
        shipped.put(tmp_path / "model.onnx", Reader(replace(model.encoder.size, inner=48)), "tiny")


def test_training_can_begin_with_some_layers(tmp_path, monkeypatch):
    """Of a file with more layers, a base takes those that it is made of."""
    monkeypatch.setitem(shipped.LAYERS, "half", (1,))
    model = trained()
    export.write_small(model, tmp_path / "work", tmp_path / "model.onnx")
    half = Reader(replace(model.encoder.size, layers=1))
    shipped.put(tmp_path / "model.onnx", half, "half")
    was, found = model.encoder.layers[1].wide.weight, half.encoder.layers[0].wide.weight
    assert (was - found).abs().max() <= was.abs().max() / 100


def test_a_stage_may_end_as_a_mean():
    """A stage that is told so is as far between what it began with and what it made as its share says."""
    before, after = tiny.network(seed=1), tiny.network(seed=2)
    cook = kitchen.Kitchen.__new__(kitchen.Kitchen)
    cook.begun = lambda stage: before
    wanted = before.heads.weight + (after.heads.weight - before.heads.weight) / 4
    mixed = cook._finished(after, replace(STAGE, share=0.25))
    assert torch.allclose(mixed.heads.weight, wanted, atol=1e-6)
    assert cook._finished(mixed, STAGE) is mixed


def test_a_sentence_without_neighbours_is_read_between_them():
    """Of a document of one sentence the neighbours are empty, and nothing else changes."""
    alone = Unit([5, 6, 7], [0, 0, 0])
    found = Infer(tiny.network(), SPECIAL, torch.float32)([Window([alone]), between([alone], 0)])
    assert torch.allclose(found[0][0], found[1][0], atol=1e-6)


def test_words_that_nobody_labelled_are_told(cutter, larder):
    """A sentence without labels of words gets classes, times and a tree from another network; others keep theirs."""
    before, infer = larder.documents, Infer(tiny.network(), SPECIAL, torch.float32)
    told = {corpus: tell(documents, infer) for corpus, documents in before.items()}
    assert told["gum"] == before["gum"]
    assert told["polnear"] == before["polnear"]
    was, unit = before["speech-acts"][0].units[0], told["speech-acts"][0].units[0]
    assert (unit.ids, unit.acts) == (was.ids, was.acts)
    assert [piece for piece, _, _ in unit.tree] == was.words == list(range(len(was.ids)))
    assert sum(head == ROOT for _, head, _ in unit.tree) == 1
    assert {len(labels) for labels in unit.marks.values()} == {len(unit.ids)}
    assert set(unit.deaf) == set(unit.marks) == {"tag", "pos", "time"}


def test_only_what_is_likely_is_told():
    """A word whose class is a guess keeps none, and all pieces of a word have its class."""
    guess, known = torch.zeros(5), torch.tensor([0.0, 9.0, 0.0, 0.0, 0.0])
    assert _sure(torch.stack([guess, known]), [0, 1, 1]) == [UNLABELLED, 1, 1]


def test_no_teacher_is_heard_where_labels_are_better(cutter):
    """What a teacher says in heads that a unit is deaf in does not count; in the others it does."""
    model = tiny.network().eval()
    unit = cutter.labelled(Labelled("r", ["We will build a bridge."], [{"act": 3}])).units[0]
    one, other = torch.rand(2, len(unit.ids), len(HEADS["tag"]))

    def loss(deaf, tags):
        said = torch.ones(len(unit.ids), model.heads.out_features)
        said[:, COLUMNS["tag"]] = tags
        batch = collate([Window([replace(unit, deaf=deaf)], said)], SPECIAL)
        with torch.no_grad():
            return float(loss_of(model, model(batch.ids, batch.shapes, batch.mask), batch))

    assert loss((), one) != loss((), other)
    assert loss(("tag",), one) == loss(("tag",), other)
    assert loss(("name",), one) != loss(("name",), other)


def test_lower_layers_may_stay_as_they_are(larder, tmp_path):
    """Of a stage that freezes layers, these and what comes before them keep their weights; what is above learns."""
    model = tiny.network()
    before = {name: p.detach().clone() for name, p in model.state_dict().items()}
    after = run(larder, tmp_path, model, frozen=1).finish().state_dict()
    moved = {name for name in before if not torch.equal(before[name], after[name])}
    still = ("encoder.pieces", "encoder.positions", "encoder.shapes", "encoder.norm", "encoder.layers.0.")
    assert moved
    assert not any(name.startswith(still) for name in moved)
    assert any(name.startswith("encoder.layers.1.") for name in moved)


def test_a_hopeless_precision_is_not_measured(monkeypatch):
    """Where a product in bfloat16 takes several times as long, no step is trained in it; elsewhere the quicker wins."""
    asked = []
    monkeypatch.setattr("recipe.training.speed._product", {torch.float32: 1.0, torch.bfloat16: 9.0}.__getitem__)
    assert quickest(lambda kind: asked.append(kind) or 5.0) == (torch.float32, 5.0)
    assert asked == [torch.float32]
    monkeypatch.setattr("recipe.training.speed._product", {torch.float32: 1.0, torch.bfloat16: 1.0}.__getitem__)
    assert quickest({torch.float32: 1.0, torch.bfloat16: 2.0}.__getitem__) == (torch.bfloat16, 2.0)


def test_documents_of_names_are_kept_apart(tmp_path):
    """A file of Universal NER is read document by document, so that a document trains or measures as a whole."""
    rows = "# newdoc id = {}\n# sent_id = 1\n# text = In Lindane .\n1\tIn\tO\t-\t-\n2\tLindane\tB-LOC\t-\t-\n\n"
    (tmp_path / "a.iob2").write_text(rows.format("one") + rows.format("two"), encoding="utf8")
    found = list(names.uner(tmp_path / "a.iob2"))
    assert [d.name for d in found] == ["one", "two"]
    assert found[1].sentences == [(["In", "Lindane"], [(1, 2, "LOC")])]


@pytest.mark.parametrize("rows", [7, 64])
def test_products_of_neighbours_fit_into_sixteen_bits(rows):
    """Two neighbours of a column never add up to more than 16 bits hold, and wide steps alone would be less near."""
    weight = np.random.default_rng(1).normal(size=(rows, 40)).astype(np.float32)
    weight[2:4, 0], weight[:, 1] = 3.0, 0.0
    quantised, step = bounded(weight)
    assert 255 * largest_pair(quantised.astype(np.float32)).max() <= 2**15 - 1
    assert quantised[2:4, 0].tolist() == [64, 64]
    widest = np.maximum(np.abs(weight).max(0), 1e-9) / 64
    wide = (np.rint(weight / widest) * widest - weight) ** 2
    assert ((quantised * step - weight) ** 2).sum() < wide.sum() * 0.8


def test_pairs_give_way_alike():
    """Of two neighbours that are too large each gives half, as far as it goes, and nothing else changes."""
    found = cut_off(np.array([[127, 127, 127, -100, 64], [3, -90, 20, -100, 64], [127, 1, 0, 5, 5]], dtype=np.float32))
    assert found[:2].T.tolist() == [[126, 2], [127, -90], [117, 11], [-64, -64], [64, 64]]
    assert found[2].tolist() == [127, 1, 0, 5, 5]


def test_a_file_multiplies_exactly(tmp_path):
    """The matrices of an exported file give whole numbers their exact product here, also with the largest inputs."""
    export.write_small(tiny.network(), tmp_path / "work", path := tmp_path / "model.onnx")
    graph = onnx.load(str(path)).graph
    kept = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    matrices = [kept[node.input[1]] for node in graph.node if node.op_type == "MatMulInteger"]
    assert matrices
    for matrix in matrices:
        signs = np.where(matrix[:, :1] > 0, 255, 0).astype(np.uint8).T
        assert (_multiplied(signs, matrix) == signs.astype(np.int64) @ matrix.astype(np.int64)).all()


def _multiplied(inputs, matrix):
    """Their product by the library that multiplies where a text is read."""
    node = onnx.helper.make_node("MatMulInteger", ["a", "b"], ["c"])
    told = [onnx.helper.make_tensor_value_info("a", onnx.TensorProto.UINT8, inputs.shape)]
    given = [onnx.helper.make_tensor_value_info("c", onnx.TensorProto.INT32, None)]
    graph = onnx.helper.make_graph([node], "g", told, given, [onnx.numpy_helper.from_array(matrix, "b")])
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"a": inputs})[0]
