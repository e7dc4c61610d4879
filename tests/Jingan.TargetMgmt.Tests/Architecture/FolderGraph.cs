using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>Which folder of a project uses which: a type's name, or an extension method's call,
/// where its namespace can be seen.</summary>
internal sealed partial class FolderGraph
{
    private readonly Dictionary<string, SortedDictionary<string, string>> _uses = [];

    /// <param name="sources">Files by their path below the project, with forward slashes.</param>
    public FolderGraph(IReadOnlyDictionary<string, string> sources)
    {
        var files = sources.Select(s => new SourceFile(s.Key, s.Value)).ToList();
        var owners = files.SelectMany(f => f.Declared.Select(name => (name, f))).ToLookup(d => d.name, d => d.f);
        foreach (var user in files)
        {
            foreach (var owner in user.Names.SelectMany(name => owners[name])
                .Where(o => o.Folder != user.Folder && user.Sees(o.Namespace)))
            {
                if (!_uses.TryGetValue(user.Folder, out var used))
                {
                    _uses.Add(user.Folder, used = new(StringComparer.Ordinal));
                }

                used.TryAdd(owner.Folder, $"{user.Path} -> {owner.Path}");
            }
        }
    }

    /// <summary>A way that comes back to the folder where it began, step by step;
    /// empty where no folder has one.</summary>
    public IReadOnlyList<string> Circle()
    {
        HashSet<string> isClean = [];
        foreach (var folder in _uses.Keys.Order(StringComparer.Ordinal))
        {
            if (From(folder, [], isClean) is { Count: > 0 } circle)
            {
                return circle;
            }
        }

        return [];
    }

    private List<string> From(string folder, List<string> way, HashSet<string> isClean)
    {
        if (way.IndexOf(folder) is >= 0 and var start)
        {
            return [.. way.Skip(start).Zip([.. way.Skip(start + 1), folder], (a, b) => $"{a} uses {b}: {_uses[a][b]}")];
        }

        foreach (var used in isClean.Contains(folder) || !_uses.TryGetValue(folder, out var below)
            ? (IEnumerable<string>)[]
            : below.Keys)
        {
            if (From(used, [.. way, folder], isClean) is { Count: > 0 } circle)
            {
                return circle;
            }
        }

        isClean.Add(folder);
        return [];
    }

    private sealed class SourceFile
    {
        private readonly HashSet<string> _usings;

        public SourceFile(string path, string text)
        {
            // What stands in comments and texts is no code; what stands in the holes of a text is.
            var code = Texts().Replace(Comments().Replace(text, ""), t => t.Value[0] == '$'
                ? string.Join(' ', Holes().Matches(t.Value).Select(h => h.Groups[1].Value))
                : "");
            (Path, Folder) = (path, System.IO.Path.GetDirectoryName(path)!.Replace('\\', '/'));
            Namespace = Namespaces().Match(code).Groups[1].Value;
            _usings = [.. Usings().Matches(code).Select(u => u.Groups[1].Value)];
            Declared =
            [
                .. Types().Matches(code).Select(t => t.Groups[1].Value),
                .. Extensions().Matches(code).Select(e => "." + e.Groups[1].Value),
            ];
            Names =
            [
                .. Words().Matches(Usings().Replace(code, "")).Select(w => w.Value),
                .. Calls().Matches(code).Select(c => "." + c.Groups[1].Value),
            ];
        }

        public string Path { get; }

        public string Folder { get; }

        public string Namespace { get; }

        public IReadOnlyList<string> Declared { get; }

        public HashSet<string> Names { get; }

        public bool Sees(string other) => other == Namespace
            || Namespace.StartsWith(other + ".", StringComparison.Ordinal) || _usings.Contains(other);
    }

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex("\\$*\"{3,}.*?\"{3,}|\\$?\"(\\\\.|[^\"\\\\\\n])*\"", RegexOptions.Singleline)]
    private static partial Regex Texts();

    [GeneratedRegex(@"\{([^{}""]+)\}")]
    private static partial Regex Holes();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(
        @"^(?:(?:public|internal|sealed|static|abstract|partial|readonly) )+(?:class|struct|interface|enum|record(?: struct| class)?) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"\bstatic [^;{=]*?\b(\w+)(?:<[^>(]*>)?\(\s*this ")]
    private static partial Regex Extensions();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Words();

    [GeneratedRegex(@"\.([A-Z]\w*)(?:<[^>(]*>)?\(")]
    private static partial Regex Calls();
}
