namespace LiveShop.Local.Realtime;

/// <summary>A connection is in the maximum number of groups.</summary>
internal sealed class TooManyGroupsException : Exception;
