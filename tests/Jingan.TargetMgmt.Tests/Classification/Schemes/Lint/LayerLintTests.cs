using CsCheck;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Schemes.Lint;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Schemes.Lint;

/// <summary>The walk through the histories that matter, against a walk through all of them.</summary>
public sealed class LayerLintTests
{
    private const int Periods = 6; // as many as three layers that wait for two periods each can make necessary
    private const long Iterations = 300;

    private static readonly string[] Colours = ["green", "yellow", "red"];

    private static readonly Gen<string> Colour = Gen.OneOf([.. Colours.Select(Gen.Const)]);

    private static readonly Gen<ColourScheme> AnyScheme = Gen.Select(Colour.Array[0, 2], Colour.Array[1, 2], Colour)
        .Select((previous, current, colour) => (previous, current, colour)).Array[1, 3]
        .Select(layers => ColourScheme.Example2018 with
        {
            Layers = [.. layers.Select((l, i) => new SchemeLayer($"l{i}", new(l.previous, l.current), l.colour))],
        });

    [Fact]
    public void Layers_are_idle_or_turn_the_order_round_if_and_only_if_some_history_says_so() => AnyScheme.Sample(
        scheme =>
        {
            var findings = new LayerLint(scheme).Run([Colours.ToHashSet()]).ToList();
            var (held, reverses) = Tried(scheme);
            return findings.Any(f => f.Code == ProblemCode.SchemeNotMonotone) == reverses
                && findings.Where(f => f.Code == ProblemCode.SchemeUnreachable).Select(f => f.Layer!).Order()
                    .SequenceEqual(scheme.Layers.Select(l => l.Name).Where(n => !held.Contains(n)).Order());
        },
        iter: Iterations,
        print: scheme => string.Join('\n', scheme.Layers.Select(l =>
            $"{string.Join(',', l.When.Previous)} + {string.Join(',', l.When.Current)} = {l.Colour}")));

    private static (HashSet<string> Held, bool Reverses) Tried(ColourScheme scheme)
    {
        var held = new HashSet<string>();
        var reverses = false;
        var histories = new HashSet<string> { "" };
        for (var period = 0; period <= Periods; period++)
        {
            var next = new HashSet<string>();
            foreach (var history in histories)
            {
                IReadOnlyList<string?> before =
                    [.. history.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => c == "-" ? null : c)];
                var finals = Colours.Select(c => Apply(scheme, before, c, held)).ToList();
                reverses |= finals.Zip(finals.Skip(1))
                    .Any(p => Array.IndexOf(Colours, p.Second) < Array.IndexOf(Colours, p.First));
                next.UnionWith(finals.Append("-").Select(f => $"{history} {f}"));
            }

            histories = next;
        }

        return (held, reverses);
    }

    private static string Apply(ColourScheme scheme, IReadOnlyList<string?> before, string colour, HashSet<string> held)
    {
        foreach (var layer in scheme.Layers.Where(l => l.Holds(before, colour)))
        {
            held.Add(layer.Name);
            colour = layer.Colour;
        }

        return colour;
    }
}
