using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LiveShop.Tests.Contract;

/// <summary>Hears everything that is logged, so that no secret which a test used can hide in it.</summary>
[ProviderAlias("Captured")]
public sealed class CapturedLog : ILoggerProvider
{
    private const string ScopePrefix = "scope ";

    /// <summary>Overhead of a string and its queue slot in bytes, beside its characters.</summary>
    private const int BytesBesideTheText = 38;

    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>Entries and the scopes around them.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    public IEnumerable<string> Entries => lines.Where(line => !line.StartsWith(ScopePrefix, StringComparison.Ordinal));

    /// <summary>Entries of level Error or Critical.</summary>
    public IEnumerable<string> Errors =>
        lines.Where(line => line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal) || line.StartsWith(nameof(LogLevel.Critical), StringComparison.Ordinal));

    /// <summary>Memory that the lines take.</summary>
    public long Bytes => lines.Sum(line => BytesBesideTheText + (long)line.Length * sizeof(char));

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        // Scopes hold parts of a request too, so they are heard as well.
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue($"{ScopePrefix}{category}: {Written(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {Written(state)} {exception}");

        private static string Written<TState>(TState state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")) : $"{state}";
    }
}
