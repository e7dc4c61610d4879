namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>The histories that layers tell apart: the beginnings of what they wait for. A longer history counts as its
/// longest end that is such a beginning.</summary>
/// <remarks>This is the automaton of Aho and Corasick (1975), which finds many words at once; the words are
/// <c>previous</c> lists, the letters colours.</remarks>
internal sealed class LayerHistories
{
    /// <summary>The empty history: nothing before that any layer waits for.</summary>
    public const int None = 0;

    private readonly List<string> _histories = [""]; // one character per colour
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [""] = None };
    private readonly int[][] _layers;
    private readonly int?[,] _after;

    public LayerHistories(IReadOnlyList<IReadOnlyList<int>> awaited, int colours)
    {
        var words = awaited.Select(w => string.Concat(w.Select(c => (char)c))).ToList();
        foreach (var word in words)
        {
            for (var length = 1; length <= word.Length; length++)
            {
                if (_numbers.TryAdd(word[..length], _histories.Count))
                {
                    _histories.Add(word[..length]);
                }
            }
        }

        _layers = [.. _histories.Select(h => words.Index()
            .Where(w => h.EndsWith(w.Item, StringComparison.Ordinal))
            .Select(w => w.Index)
            .ToArray())];
        _after = new int?[_histories.Count, colours];
    }

    /// <summary>The layers that look at the current colour after this history, in order.</summary>
    public IReadOnlyList<int> LayersAfter(int history) => _layers[history];

    public IEnumerable<int> ColoursOf(int history) => _histories[history].Select(c => (int)c);

    /// <summary>The history one period later.</summary>
    public int After(int history, int colour) =>
        _after[history, colour] ??= LongestEnd(_histories[history] + (char)colour);

    private int LongestEnd(string history)
    {
        var from = 0;
        int number;
        while (!_numbers.TryGetValue(history[from..], out number))
        {
            from++;
        }

        return number;
    }
}
