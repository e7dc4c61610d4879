using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>Walks through every history of colours that matters to the layers: which layer ever holds,
/// and whether one turns the order of colours round.</summary>
internal sealed class LayerLint
{
    // A month has at most eleven before it in its year, and a layer looks no further back.
    private const int MostBefore = 11;

    private readonly ColourScheme _scheme;
    private readonly LayerHistories _histories;
    private readonly int[] _ranks;
    private readonly (ulong Current, int Colour)[] _layers;
    private readonly bool[] _held;

    public LayerLint(ColourScheme scheme)
    {
        _scheme = scheme;
        var number = scheme.Colours.Index().ToDictionary(c => c.Item.Code, c => c.Index);
        _ranks = [.. scheme.Colours.Select(c => c.Rank)];
        _layers = [.. scheme.Layers.Select(l =>
            (l.When.Current.Aggregate(0UL, (set, c) => set | (1UL << number[c])), number[l.Colour]))];
        _histories = new(
            [.. scheme.Layers.Select(l => (IReadOnlyList<int>)[.. l.When.Previous.Select(c => number[c])])],
            scheme.Colours.Count);
        _held = new bool[scheme.Layers.Count];
    }

    /// <summary>What is wrong, given the sets of colours that the classes suggest to one kind of target.</summary>
    public IEnumerable<Finding> Run(IEnumerable<IReadOnlySet<string>> suggested)
    {
        var reversals = suggested.Select(s =>
            Walk([.. Enumerable.Range(0, _ranks.Length).Where(c => s.Contains(_scheme.Colours[c].Code))
                .OrderBy(c => _ranks[c])])).ToList();
        return reversals.OfType<Finding>().Take(1).Concat(_scheme.Layers.Where((_, i) => !_held[i])
            .Select(l => new Finding(ProblemCode.SchemeUnreachable, new(
            $"叠加规则“{l.Name}”永远不会成立；请删除或改正。", $"Layer {l.Name} can never hold; remove or correct it."))
            {
                Layer = l.Name,
            }));
    }

    private Finding? Walk(int[] bestFirst)
    {
        Finding? reversal = null;
        var seen = new HashSet<int> { LayerHistories.None };
        var now = new List<int>(seen);
        for (var before = 0; before <= MostBefore && now.Count > 0; before++)
        {
            var next = new List<int>();
            foreach (var history in now)
            {
                var becomes = Array.ConvertAll(bestFirst, c => Apply(history, c));
                for (var i = 1; i < becomes.Length; i++)
                {
                    // The worst so far is enough: what is better than it is better than all.
                    if (_ranks[becomes[i].Colour] < _ranks[becomes[i - 1].Colour])
                    {
                        reversal ??= Reversed(history, (bestFirst[i - 1], becomes[i - 1]), (bestFirst[i], becomes[i]));
                    }
                }

                next.AddRange(becomes.Select(b => _histories.After(history, b.Colour)).Where(seen.Add));
            }

            now = next;
        }

        return reversal;
    }

    private (int Colour, int? Layer) Apply(int history, int colour)
    {
        int? applied = null;
        foreach (var layer in _histories.LayersAfter(history))
        {
            if ((_layers[layer].Current & (1UL << colour)) != 0)
            {
                _held[layer] = true;
                (colour, applied) = (_layers[layer].Colour, layer);
            }
        }

        return (colour, applied);
    }

    private Finding Reversed(
        int history, (int Colour, (int Colour, int? Layer) Becomes) better,
        (int Colour, (int Colour, int? Layer) Becomes) worse)
    {
        var layer = _scheme.Layers[(better.Becomes.Layer ?? worse.Becomes.Layer)!.Value].Name;
        var (from, to, from2, to2) = (Code(better.Colour), Code(better.Becomes.Colour), Code(worse.Colour),
            Code(worse.Becomes.Colour));
        return new(ProblemCode.SchemeNotMonotone, new(
            $"叠加规则“{layer}”使较好的“{from}”变为“{to}”，比较差的“{from2}”所得的“{to2}”更差；请把“{from2}”一并列入该规则。",
            $"Layer {layer} turns the better {from} into {to}, worse than {to2}, which becomes of the "
                + $"worse {from2}; let the layer take {from2} too."))
        {
            Layer = layer,
            Previous = [.. _histories.ColoursOf(history).Select(Code)],
            Worse = new(from2, Becomes: to2),
            Better = new(from, Becomes: to),
        };
    }

    private string Code(int colour) => _scheme.Colours[colour].Code;
}
