using System.Text.Json;

namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>The members of one object in a scheme document, each known and there only once.</summary>
internal sealed class SchemeMembers
{
    private readonly Dictionary<string, SchemeElement> _members = [];
    private readonly SchemeElement _owner;

    public SchemeMembers(SchemeElement owner, ReadOnlySpan<string> known)
    {
        _owner = owner;
        if (owner.Json.ValueKind != JsonValueKind.Object)
        {
            owner.Refuse("应为对象", "Must be an object.");
            return;
        }

        foreach (var member in owner.Json.EnumerateObject())
        {
            var element = new SchemeElement(member.Value, PointerTo(member.Name), owner.Errors);
            if (!known.Contains(member.Name))
            {
                element.Refuse("未知的成员", "Unknown member.");
            }
            else if (!_members.TryAdd(member.Name, element))
            {
                element.Refuse("成员重复", "The member is there twice.");
            }
        }
    }

    public bool Has(string name) => _members.ContainsKey(name);

    public T? Optional<T>(string name, Func<SchemeElement, T?> read) =>
        _members.TryGetValue(name, out var member) ? read(member) : default;

    public T? Required<T>(string name, Func<SchemeElement, T?> read)
    {
        if (!Has(name) && _owner.Json.ValueKind == JsonValueKind.Object)
        {
            _owner.Errors.Add(PointerTo(name), "缺少此成员", "The member is missing.");
        }

        return Optional(name, read);
    }

    public void RefuseIf(bool condition, string name, string zh, string en)
    {
        if (condition)
        {
            _owner.Errors.Add(PointerTo(name), zh, en);
        }
    }

    private string PointerTo(string name) => $"{_owner.Pointer}/{name.Replace("~", "~0").Replace("/", "~1")}";
}
