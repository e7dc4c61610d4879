using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The file of people: a JSON array of <see cref="AccessPerson"/>, written by <c>jtm access</c>, read by the
/// service where <c>Access:Oidc</c> is set.</summary>
public static class AccessPeopleFile
{
    /// <summary>Its name, in the storage directory.</summary>
    public const string FileName = "access-people.json";

    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true };

    /// <summary>Every line of the file; empty when there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is not such a JSON array.</exception>
    public static IReadOnlyList<AccessPerson> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            var people = JsonSerializer.Deserialize<List<AccessPerson>>(File.ReadAllBytes(path), WireJson.Options);
            return people?.Contains(null!) == false ? people : throw new JsonException("not an array of people");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>Replaces the file in one step, readable by its owner only.</summary>
    public static void Write(string path, IEnumerable<AccessPerson> people)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        OwnerOnlyFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(people.ToList(), Indented));
    }
}
