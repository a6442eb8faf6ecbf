using System.Text.Json;

namespace LiveShop.Tests.Infra;

/// <summary>The ARM template that infra/main.bicep compiles to.</summary>
internal static class Template
{
    private static readonly Lazy<Task<string>> Compiled =
        new(async () => (await Bicep.RunAsync("build", Repository.PathOf("infra/main.bicep"), "--stdout")).RequireOutput());

    public static Task<string> TextAsync() => Compiled.Value;

    public static async Task<IReadOnlyList<string>> ParametersAsync() => await NamesAsync("parameters");

    public static async Task<IReadOnlyList<string>> OutputsAsync() => await NamesAsync("outputs");

    private static async Task<IReadOnlyList<string>> NamesAsync(string section)
    {
        using var template = JsonDocument.Parse(await TextAsync());
        return [.. template.RootElement.GetProperty(section).EnumerateObject().Select(entry => entry.Name)];
    }
}
