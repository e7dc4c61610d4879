using YamlDotNet.RepresentationModel;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>docker-compose.yml as its values, each with the path to it;
/// what a merge (<c>&lt;&lt;</c>) brings in counts as written there.</summary>
internal sealed class ComposeFile
{
    /// <summary>services/sqlserver/environment/MSSQL_PID → value.
    /// List items have their number as the last name.</summary>
    public IReadOnlyList<(string Path, string Value)> Values { get; }

    public IReadOnlyList<string> Services { get; }

    private ComposeFile(YamlMappingNode root)
    {
        Values = [.. Flatten("", root)];
        Services =
            [.. ((YamlMappingNode)root.Children["services"]).Children.Keys.Select(k => ((YamlScalarNode)k).Value!)];
    }

    public static ComposeFile Read()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"))));
        return new((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    /// <summary>The values below services/{any}/{name}.</summary>
    public IEnumerable<(string Service, string Value)> OfServices(string name) =>
        from v in Values
        let path = v.Path.Split('/')
        where path is ["services", _, ..] && path.Length > 3 && path[2] == name
        select (path[1], v.Value);

    private static IEnumerable<(string Path, string Value)> Flatten(string path, YamlNode node) => node switch
    {
        YamlMappingNode map =>
            map.Children.SelectMany(c => Flatten(Join(path, ((YamlScalarNode)c.Key).Value!), c.Value)),
        YamlSequenceNode list => list.Children.SelectMany((c, i) => Flatten(Join(path, i.ToString(null, null)), c)),
        _ => [(path, ((YamlScalarNode)node).Value ?? "")],
    };

    private static string Join(string path, string name) =>
        name == "<<" ? path : path.Length == 0 ? name : $"{path}/{name}";
}
