namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The file of people: a JSON array of <see cref="AccessPerson"/>, written by <c>jtm access</c>, read by the
/// service where <c>Access:Oidc</c> is set.</summary>
public static class AccessPeopleFile
{
    /// <summary>Its name, in the storage directory.</summary>
    public const string FileName = "access-people.json";

    /// <summary>Every line of the file; empty when there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is not such a JSON array.</exception>
    public static IReadOnlyList<AccessPerson> Read(string path) => AccessLines.Read<AccessPerson>(path);

    /// <summary>Replaces the file in one step, readable by its owner only.</summary>
    public static void Write(string path, IEnumerable<AccessPerson> people) => AccessLines.Write(path, people);
}
