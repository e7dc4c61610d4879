using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary>The file of people who sign in at the identity provider, which <c>jtm access</c> keeps.</summary>
internal static class PeopleFile
{
    public static Option<string> Option()
    {
        var file = CliOption.File("--file", new("人员文件", "the file of people"));
        file.DefaultValueFactory = _ => Path.Combine("data", AccessPeopleFile.FileName);
        return file;
    }

    /// <summary>Every line of the file; none when there is no file.</summary>
    public static IReadOnlyList<AccessPerson> Read(string path) => TokenFile.Read(path, new("人员文件", "file of people"),
        new("人员文件（人员的 JSON 数组）", "file of people (a JSON array of people)"), AccessPeopleFile.Read);

    public static void Write(string path, IEnumerable<AccessPerson> people) =>
        AccessFolder.Write(path, () => AccessPeopleFile.Write(path, people));
}
