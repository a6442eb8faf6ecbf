using System.Text.RegularExpressions;

namespace LiveShop.Tests.Infra;

/// <summary>infra/main.parameters.json, in which azd puts its environment's settings.</summary>
internal static partial class Parameters
{
    /// <summary>The names of the settings that it asks for.</summary>
    public static IReadOnlyList<string> Settings() =>
        [.. Setting().Matches(Repository.Read("infra/main.parameters.json")).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\$\{(\w+)(?:=[^}]*)?\}")]
    private static partial Regex Setting();
}
