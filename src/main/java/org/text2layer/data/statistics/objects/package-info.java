/** What a mask shows: its connected parts, and what the embedded ImageNet classifier calls them. */
package org.text2layer.data.statistics.objects;
