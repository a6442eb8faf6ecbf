using System.Globalization;
using System.Security;
using System.Text;

namespace LiveShop.Bench.Report;

/// <summary>Horizontal bars as SVG, readable on a light and on a dark page.</summary>
internal static class BarChart
{
    private const int Width = 720;
    private const int Left = 130;
    private const int BarHeight = 26;
    private const int Gap = 10;
    private const int Top = 44;

    public static string Draw(string title, Machine machine, IReadOnlyList<(string Name, double Value)> bars)
    {
        var height = Top + (bars.Count * (BarHeight + Gap)) + 26;
        var longest = Math.Max(bars.Max(bar => bar.Value), double.Epsilon);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" role="img" aria-label="{Escaped(title)}"
                font-family="system-ui, sans-serif" font-size="14" fill="#767676">
              <text x="10" y="24" font-weight="600">{Escaped(title)}</text>
            """);
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, value) = bars[i];
            var y = Top + (i * (BarHeight + Gap));
            var color = name == "liveshop" ? "#c2410c" : "#8b95a5";
            var length = Math.Max(1, (Width - Left - 90) * value / longest);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                  <text x="{Left - 8}" y="{y + 18}" text-anchor="end">{Escaped(name)}</text>
                  <rect x="{Left}" y="{y}" width="{length:F1}" height="{BarHeight}" rx="3" fill="{color}"/>
                  <text x="{Left + length + 8:F1}" y="{y + 18}">{Tables.Number(value, value < 100 ? 1 : 0)}</text>
                """);
        }

        svg.AppendLine(CultureInfo.InvariantCulture, $"""
              <text x="10" y="{height - 8}" font-size="11">
                {machine.At:yyyy-MM-dd}, {Escaped(machine.Processor)}, {machine.Processors} processors</text>
            </svg>
            """);
        return svg.ToString();
    }

    private static string? Escaped(string text) => SecurityElement.Escape(text);
}
