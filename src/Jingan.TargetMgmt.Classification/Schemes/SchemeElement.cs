using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>One place in a scheme document. It reads strictly, notes what is wrong, and then answers null so that
/// reading goes on to the next fault.</summary>
internal readonly record struct SchemeElement(JsonElement Json, string Pointer, SchemeErrors Errors)
{
    private const int MaxTextLength = 200;

    public SchemeMembers Members(params ReadOnlySpan<string> known) => new(this, known);

    public IReadOnlyList<T> List<T>(int min, int max, Func<SchemeElement, T> read)
    {
        var count = Json.ValueKind == JsonValueKind.Array ? Json.GetArrayLength() : -1;
        if (count < min || count > max)
        {
            // Counted before anything is read: a document with too many items costs no more than its parsing.
            Refuse($"应为 {min} 至 {max} 项的数组", $"Must be an array of {min} to {max} items.");
            return [];
        }

        var items = new List<T>(count);
        foreach (var item in Json.EnumerateArray())
        {
            items.Add(read(new(item, $"{Pointer}/{items.Count}", Errors)));
        }

        return items;
    }

    public string? Text()
    {
        var text = Json.ValueKind == JsonValueKind.String ? Json.GetString()! : "";
        if (!string.IsNullOrWhiteSpace(text) && text.Length <= MaxTextLength && !text.Any(char.IsControl))
        {
            return text;
        }

        Refuse($"应为 1 至 {MaxTextLength} 字的文本", $"Must be a text of 1 to {MaxTextLength} characters.");
        return null;
    }

    public string? Text(Regex form, string zh, string en)
    {
        var text = Json.ValueKind == JsonValueKind.String ? Json.GetString()! : "";
        if (form.IsMatch(text))
        {
            return text;
        }

        Refuse(zh, en);
        return null;
    }

    /// <summary>A decimal written as a string: a JSON number would pass through binary floating point in many a
    /// reader.</summary>
    public decimal? Decimal() =>
        Text(SchemeSyntax.Decimal(), "应为文本形式的小数，至多六位小数，绝对值小于 10^12",
            "Must be a decimal as a string: at most six places, below 10^12.") is { } text
            ? decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture)
            : null;

    /// <summary>The code of a colour that the scheme defines.</summary>
    public string? ColourIn(HashSet<string> defined)
    {
        var code = Text();

        // Without any colour the list itself was refused; to call every use of it unknown would bury that.
        if (code is not null && defined.Count > 0 && !defined.Contains(code))
        {
            Errors.Add(Pointer, "办法中没有定义此颜色", "The scheme does not define this colour.", unknownColour: true);
        }

        return code;
    }

    public bool? Boolean()
    {
        if (Json.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return Json.GetBoolean();
        }

        Refuse("应为 true 或 false", "Must be true or false.");
        return null;
    }

    public int? Natural()
    {
        if (Json.ValueKind == JsonValueKind.Number && Json.TryGetInt32(out var number) && number >= 0)
        {
            return number;
        }

        Refuse("应为非负整数", "Must be an integer from 0.");
        return null;
    }

    public T? OneOf<T>()
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Json.ValueKind == JsonValueKind.String
                && Json.ValueEquals(JsonNamingPolicy.CamelCase.ConvertName(value.ToString())))
            {
                return value;
            }
        }

        var known = string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        Refuse($"应为其中之一：{known}", $"Must be one of: {known}.");
        return null;
    }

    public void Refuse(string zh, string en) => Errors.Add(Pointer, zh, en);
}
