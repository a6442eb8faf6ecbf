using System.Text.Json;

namespace LiveShop.Tests.Infra;

/// <summary>The ARM template that infra/main.bicep compiles to.</summary>
internal static class Template
{
    private static readonly Lazy<Task<BicepResult>> Compiled =
        new(() => Bicep.RunAsync("build", Repository.PathOf("infra/main.bicep"), "--stdout"));

    public static Task<BicepResult> CompileAsync() => Compiled.Value;

    public static async Task<string> TextAsync() => (await CompileAsync()).RequireOutput();

    public static async Task<IReadOnlyList<string>> ParametersAsync() => await NamesAsync("parameters");

    public static async Task<IReadOnlyList<string>> OutputsAsync() => await NamesAsync("outputs");

    private static async Task<IReadOnlyList<string>> NamesAsync(string section)
    {
        using var template = JsonDocument.Parse(await TextAsync());
        return [.. template.RootElement.GetProperty(section).EnumerateObject().Select(entry => entry.Name)];
    }
}
