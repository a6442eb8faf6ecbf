using YamlDotNet.Serialization;

namespace LiveShop.Tests.Infra;

/// <summary>A value in a workflow of GitHub Actions, or in another file in YAML.</summary>
internal sealed class Workflow(object? node)
{
    public static Workflow Read(string file) => ReadYaml($".github/workflows/{file}");

    public static Workflow ReadYaml(string file) => new(new DeserializerBuilder().Build().Deserialize<object>(Repository.Read(file)));

    public string Text => (string)node!;

    /// <summary>The value at a path of keys; keys may hold dots, so they come one by one.</summary>
    public Workflow this[params ReadOnlySpan<string> path]
    {
        get
        {
            var value = node;
            foreach (var key in path)
                value = ((IDictionary<object, object>)value!)[key];
            return new Workflow(value);
        }
    }

    public IReadOnlyDictionary<string, Workflow> Entries =>
        (node as IDictionary<object, object> ?? new Dictionary<object, object>())
            .ToDictionary(entry => (string)entry.Key, entry => new Workflow(entry.Value));

    public IReadOnlyDictionary<string, string> Texts => Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Text);

    public IReadOnlyList<Workflow> Items => node is IList<object> items ? [.. items.Select(item => new Workflow(item))] : [];

    /// <summary>Every mapping inside this value, itself included.</summary>
    public IEnumerable<Workflow> Mappings =>
        (Entries.Count > 0 ? [this] : Enumerable.Empty<Workflow>())
        .Concat(Entries.Values.SelectMany(value => value.Mappings))
        .Concat(Items.SelectMany(item => item.Mappings));
}
