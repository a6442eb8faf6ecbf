namespace LiveShop.Tests;

/// <summary>Waits for a condition that nothing announces; fails when it does not come to hold.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
            await Task.Delay(BetweenLooks, patience.Token);
    }

    /// <param name="otherwise">What to say when the patience is over.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan patience, Func<string> otherwise)
    {
        using var end = new CancellationTokenSource(patience);
        while (!await condition())
        {
            Assert.False(end.IsCancellationRequested, end.IsCancellationRequested ? otherwise() : null);
            await Task.Delay(BetweenLooks);
        }
    }
}
