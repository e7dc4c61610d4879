using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary>The file of people who sign in at the identity provider, which <c>jtm access</c> keeps.</summary>
internal static class PeopleFile
{
    // Lines are compared with each other, whoever vouches for the people.
    private const string AnyAuthority = "";

    public static Option<string> Option()
    {
        var file = CliOption.File("--file", new("人员文件", "the file of people"));
        file.DefaultValueFactory = _ => Path.Combine("data", AccessPeopleFile.FileName);
        return file;
    }

    /// <summary>Every line of the file; none when there is no file.</summary>
    public static IReadOnlyList<AccessPerson> Read(string path) =>
        InputFile.Read(path, new("人员文件", "file of people"), () =>
    {
        try
        {
            return AccessPeopleFile.Read(path);
        }
        catch (InvalidDataException fault)
        {
            throw ClientException.Impossible(new(
                $"{path} 不是人员文件（人员的 JSON 数组）：{fault.InnerException?.Message}",
                $"{path} is no file of people (a JSON array of people): {fault.InnerException?.Message}"));
        }
    });

    public static void Write(string path, IEnumerable<AccessPerson> people) =>
        OutputFile.Write(path, () => AccessPeopleFile.Write(path, people));

    /// <summary>The lines that the service would refuse, by subject, with the reason; those of the access-token file
    /// beside it count too.</summary>
    public static ILookup<string, Text> Refused(string path, IReadOnlyList<AccessPerson> people)
    {
        var tokens = TokenFile.Read(Path.Combine(
            Path.GetDirectoryName(Path.GetFullPath(path))!, TokenFile.FileName));
        return AccessTokenFile.Sort([.. tokens, .. people.Select(p => p.ToAccess(AnyAuthority))]).Refused
            .Where(r => r.Token.Subject is not null)
            .ToLookup(r => r.Token.Subject!, r => r.Reason);
    }
}
