using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>Names of people and of programs: one person, one name, whatever it is spelled with.</summary>
public static class PersonName
{
    // These stand in the logs for the service itself, for nobody, and for everybody.
    private static readonly string[] Reserved = ["service", "anonymous", "seeds", "system", "*"];

    // Letters of other scripts that look like Latin ones (Unicode TR 39, confusables.txt,
    // what Greek and Cyrillic capitals and small letters have of them after case folding), and the digits that look
    // like letters. A name need not be told from another by these.
    private static readonly Dictionary<char, char> LooksLike = Table(
        "аеорсухіјѕһԁԛԝвкмнтӏьгп", "aeopcyxijshdqwbkmhtlbrn",
        "αβγεζηικμνορτυχωϲϳ", "abyezniKuvoptuxwcj",
        "ıɑɡɩʟ", "iagil",
        "01|", "oll");

    private static readonly Dictionary<char, char> Capitals = Enumerable.Zip(
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТХУІЅЈ", "ABEZHIKMNOPTYXABEKMHOPCTXYISJ").ToDictionary(p => p.First, p => p.Second);

    /// <summary>What is wrong with a name by itself; null when nothing is.</summary>
    public static Text? Fault(string? name, int longest) =>
        string.IsNullOrWhiteSpace(name) || name.Length > longest
        || name.Any(char.IsControl) ? new($"须为 1–{longest} 个字符", $"must have 1 to {longest} characters")
        : PlainText.Fault(name, isName: true) is { } hidden ? hidden
        : Reserved.Contains(Key(name)) ? new("是系统保留的名称", "is reserved for the service itself")
        : null;

    /// <summary>Why a name may not stand beside others'; null when nothing speaks against it.</summary>
    public static Problem? Refusal(string name, IEnumerable<string> others)
    {
        if (Fault(name, 100) is { } fault)
        {
            return Problem.Invalid("/name", fault);
        }

        return others.FirstOrDefault(o => AreAlike(name, o)) is { } taken
            ? new(ProblemCode.NameTaken, new(
                $"“{name.Trim()}”与已有的“{taken}”相同或易混淆；一人一名，请用可区分的名称。",
                $"\"{name.Trim()}\" is or looks like \"{taken}\", which is taken; one person, one name: choose one "
                    + "that can be told apart."))
            : null;
    }

    /// <summary>The name as it is compared: compatibility forms,
    /// case and what cannot be seen make no difference.</summary>
    public static string Key(string name) =>
        Fold(name.Normalize(NormalizationForm.FormKC)).Normalize(NormalizationForm.FormKC);

    /// <summary>Whether two names are one, or cannot be told apart by looking (Unicode TR 39, section 4): a capital I
    /// is taken for itself and for a small l.</summary>
    public static bool AreAlike(string one, string other)
    {
        var (looks, others) = (LooksOf(one), LooksOf(other));
        return looks.Folded == others.Folded || looks.Upright == others.Upright;
    }

    /// <summary>What a name looks like, in two ways; names of which either is the same are alike.</summary>
    public static (string Folded, string Upright) LooksOf(string name) =>
        (Skeleton(Key(name)), Skeleton(Key(Upright(name))));

    // Of capitals, before case is folded away.
    private static string Upright(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKC).Select(c => Capitals.GetValueOrDefault(c, c)))
            .Replace('I', 'l');

    // Marks and spaces between the parts of a name tell nobody apart.
    private static string Skeleton(string key) =>
        string.Concat(key.Select(c => LooksLike.GetValueOrDefault(c, c))
            .Where(c => c is not (' ' or '·' or '•' or '-' or '_' or '.')));

    private static string Fold(string text) =>
        string.Concat(text.Where(c => !PlainText.IsHidden(c))
            .Select(c => char.ToLowerInvariant(char.ToUpperInvariant(c)))).Trim();

    private static Dictionary<char, char> Table(params ReadOnlySpan<string> pairs)
    {
        Dictionary<char, char> table = [];
        for (var i = 0; i < pairs.Length; i += 2)
        {
            foreach (var (from, to) in pairs[i].Zip(pairs[i + 1]))
            {
                table[from] = char.ToLower(to, CultureInfo.InvariantCulture);
            }
        }

        return table;
    }
}
