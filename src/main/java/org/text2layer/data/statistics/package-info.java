/**
 * What is in a data set (paper, App. II): the lengths and words of its captions, how large its
 * masks are and of how many parts, which objects they show; and two sets side by side. {@code
 * distribution} holds the numbers, {@code objects} looks at masks and what they cut out.
 */
package org.text2layer.data.statistics;
